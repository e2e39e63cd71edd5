package whybounce.reply;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** The reply reader's fuzz entry: anything may come, and nothing throws. */
public final class ReplyFuzz {

    private static final String[] PIECES = {
        "550",
        "-",
        " ",
        "\r\n",
        "\n",
        "\r",
        "5.7.26 ",
        "250 ok",
        "\0",
        "\33[2J",
        "\u00ff",
        "\u00c3\u00bc",
        "9999",
        "x".repeat(700)
    };

    private ReplyFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        run(input);
    }

    static void run(byte[] input) {
        var reply = SmtpReply.parse(input);
        reply.flags();
        reply.enhanced();
        reply.words();
        if (reply.verbatim().length() > input.length + reply.lines().size()) {
            throw new AssertionError("a reply grew");
        }
    }

    static byte[] mutant(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(random.nextInt(8) == 0 ? (char) random.nextInt(256) : PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
