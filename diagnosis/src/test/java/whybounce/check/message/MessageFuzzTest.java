package whybounce.check.message;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The fuzz target on what is kept of it, and on some thousand pieces of messages in no order. */
class MessageFuzzTest {

    private static final Path CORPUS = Path.of("src", "test", "corpus", "message");

    @TestFactory
    Stream<DynamicTest> corpus() throws IOException {
        try (var files = Files.list(CORPUS)) {
            return files.toList().stream()
                    .map(file -> DynamicTest.dynamicTest(
                            file.getFileName().toString(),
                            () -> MessageFuzz.fuzzerTestOneInput(Files.readAllBytes(file))));
        }
    }

    @Test
    void piecesOfMessages() {
        var random = new Random(9);
        var pieces = new String[] {
            "DKIM-Signature:",
            " v=1;",
            " a=rsa-sha256;",
            " a=ed25519-sha256;",
            " c=relaxed/relaxed;",
            " c=simple;",
            " d=example.com;",
            " s=s1;",
            " s=.;",
            " h=from:to;",
            " h=from:from:dkim-signature;",
            " bh=AAAA;",
            " b=AAAA",
            " bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;",
            " l=0;",
            " l=1;",
            " x=1;",
            " t=9;",
            " i=a@example.com;",
            " i=@;",
            ";",
            "=",
            " q=dns/txt;",
            " z=From:a|b;",
            "From: a@example.com",
            "From: \"a\" <@b:c@d>, (",
            "Date: Mon, 30 Nov 2026 12:00:00 +0100",
            "Content-Type: multipart/mixed; boundary=b",
            "\r\n",
            "\r\n\r\n",
            "\n",
            "\r",
            "\0",
            "v=DKIM1;",
            " k=ed25519;",
            " p=",
            "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
            "--b",
            "\u00ff",
            "\u001b[31m",
            "http://bit.ly/",
            "-----BEGIN PRIVATE KEY-----\n",
            "\n-----END PRIVATE KEY-----",
        };
        for (int i = 0; i < 3_000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(40); n > 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            MessageFuzz.fuzzerTestOneInput(text.toString().getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
