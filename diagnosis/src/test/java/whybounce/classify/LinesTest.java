package whybounce.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import whybounce.catalogue.Catalogue;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.Peer;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

/** Replies of several lines have the cause that they have in one line, wherever a server breaks them. */
class LinesTest {

    /** {@code multi-line.tsv}: the cause, who said it, and what, with {@code \n} between lines. */
    private record Case(String cause, String host, String reply) {

        static Case of(String line) {
            var columns = line.split("\t", -1);
            return new Case(columns[0], columns[1], columns[2].replace("\\n", "\n"));
        }

        String name() {
            return host + ": " + reply.lines().findFirst().orElse("");
        }

        String code() {
            return reply.substring(0, 3);
        }

        /** The words of all lines, without reply codes and enhanced codes. */
        List<String> words() {
            return reply.lines()
                    .map(line -> CODES.matcher(line).replaceFirst(""))
                    .flatMap(line -> Arrays.stream(line.split(" ")))
                    .toList();
        }

        String status() {
            var status = STATUS.matcher(reply);
            return status.find() ? status.group() + " " : "";
        }
    }

    private static final Pattern CODES = Pattern.compile("^\\d{3}[ -](\\d\\.\\d+\\.\\d+ )?");
    private static final Pattern STATUS = Pattern.compile("(?<=^\\d{3}[ -])\\d\\.\\d+\\.\\d+");

    private final Classifier classifier = new Classifier(Catalogue.shipped());

    @TestFactory
    Stream<DynamicTest> aReplyOfSeveralLinesHasItsCause() throws IOException {
        return cases().map(each -> DynamicTest.dynamicTest(
                each.name(), () -> assertThat(cause(each, each.reply())).isEqualTo(each.cause())));
    }

    @TestFactory
    Stream<DynamicTest> aSentenceMayBreakAnywhere() throws IOException {
        return cases().map(each -> DynamicTest.dynamicTest(each.name(), () -> {
            var words = each.words();
            for (int at = 1; at < words.size(); at++) {
                String broken = broken(each, words, at);
                assertThat(cause(each, broken)).as(broken).isEqualTo(each.cause());
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> linesMayEndWithAnyLineEnd() throws IOException {
        return cases().map(each -> DynamicTest.dynamicTest(
                each.name(),
                () -> assertThat(cause(each, each.reply().replace("\n", "\r\n") + "\r\n"))
                        .isEqualTo(each.cause())));
    }

    private static String broken(Case each, List<String> words, int at) {
        return each.code() + "-" + each.status() + String.join(" ", words.subList(0, at)) + "\n" + each.code() + " "
                + each.status() + String.join(" ", words.subList(at, words.size()));
    }

    private String cause(Case each, String reply) {
        return classifier
                .diagnose(
                        new Refused(Stage.RCPT, SmtpReply.parse(reply)),
                        Optional.of(Peer.mx(each.host(), "198.51.100.25")))
                .best()
                .map(finding -> finding.cause().id())
                .orElse("unknown");
    }

    private static Stream<Case> cases() throws IOException {
        try (InputStream in = Objects.requireNonNull(LinesTest.class.getResourceAsStream("multi-line.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().skip(1).map(Case::of).toList().stream();
        }
    }
}
