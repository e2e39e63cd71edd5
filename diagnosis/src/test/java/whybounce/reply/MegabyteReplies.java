package whybounce.reply;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Replies of a megabyte that ask for as much work as a reply can, by what is bad about them. */
public final class MegabyteReplies {

    public static final int OCTETS = 1 << 20;

    private static final int LINES = 100_000;

    private MegabyteReplies() {}

    public static Map<String, byte[]> all() {
        var all = new LinkedHashMap<String, byte[]>();
        all.put("100,000 lines", "550-5.1.1 x\n".repeat(LINES).getBytes(StandardCharsets.US_ASCII));
        all.put(
                "511 long lines",
                ("550-" + "user unknown ".repeat(157) + "\r\n").repeat(512).getBytes(StandardCharsets.US_ASCII));
        text().forEach(piece -> all.put(
                "550 and " + piece + " again and again", filled("550 ", piece.getBytes(StandardCharsets.UTF_8))));
        text().forEach(piece -> all.put("only " + piece, filled("", piece.getBytes(StandardCharsets.UTF_8))));
        octets().forEach((name, piece) -> all.put(name, filled("550 ", piece)));
        all.put("any bytes", random(256));
        all.put("any of ASCII", random(128));
        return all;
    }

    private static Stream<String> text() {
        return Stream.of(
                "\n",
                "\r",
                "a",
                "a ",
                "1",
                "5",
                "550",
                "550 ",
                "5.1.1 ",
                "<",
                "[",
                "(",
                "{",
                "'",
                "\"",
                "host a said: 550 ",
                "said: ",
                "-> 550 -> ",
                "(in reply to ",
                "user unknow ",
                "user ... ",
                "mailbox full user unknown blocked using spam ",
                "ann@example.org:",
                "@",
                "192.0.2.1 ",
                "::",
                "2001:db8::1 ",
                "limit 1 size ",
                " in 1 for 1",
                "https://",
                "https://support.google.com/ gsmtp ",
                "www.",
                "a.b/",
                "selector=._domainkey",
                "[A1-",
                "\u0301",
                "e\u0301",
                "\u202e",
                "\u5b9b\u5148",
                "\u0130",
                "\ud83d\ude00",
                "\u001b[2J");
    }

    /** What is no UTF-8. */
    private static Map<String, byte[]> octets() {
        return Map.of(
                "NUL", new byte[] {0},
                "0xFF", new byte[] {(byte) 0xFF},
                "half a character", new byte[] {(byte) 0xC3},
                "halves of surrogates", new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                "C1 controls", new byte[] {(byte) 0x9B, '3', '1', 'm'});
    }

    private static byte[] filled(String start, byte[] piece) {
        var bytes = new ByteArrayOutputStream(OCTETS + piece.length);
        bytes.writeBytes(start.getBytes(StandardCharsets.US_ASCII));
        while (bytes.size() < OCTETS) {
            bytes.writeBytes(piece);
        }
        return bytes.toByteArray();
    }

    private static byte[] random(int bound) {
        var random = new Random(20_261_121);
        var bytes = new byte[OCTETS];
        for (int i = 0; i < OCTETS; i++) {
            bytes[i] = (byte) random.nextInt(bound);
        }
        return bytes;
    }
}
