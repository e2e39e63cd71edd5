package whybounce.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import whybounce.catalogue.Catalogue;
import whybounce.failure.DeliveryFailure.Unexplained;

/**
 * Replies in wordings that no server is known to use, in many languages, each with the causes that it may be told as
 * ({@code wordings.tsv}): whoever changes a rule sees here what else it decides.
 */
class WordingsTest {

    private static final double MOST = 0.955;

    private final Classifier classifier = new Classifier(Catalogue.shipped());

    private record Wording(List<String> causes, String reply) {

        private static Wording read(String line) {
            var fields = line.split("\t", -1);
            var causes = Stream.concat(Stream.of(fields[0]), Stream.of(fields[1].split(",", -1)))
                    .toList();
            return new Wording(causes, fields[2].replace("\\n", "\n"));
        }
    }

    @Test
    void nearlyAllAreToldAsTheyAreMeant() {
        var wordings = wordings();
        var wrong = wordings.stream()
                .filter(wording -> !wording.causes().contains(cause(wording.reply())))
                .map(wording ->
                        wording.causes().getFirst() + " told as " + cause(wording.reply()) + ": " + wording.reply())
                .toList();

        assertThat(wrong).hasSizeLessThan((int) (wordings.size() * (1 - MOST)));
    }

    private String cause(String reply) {
        return classifier
                .diagnose(new Unexplained(reply), Optional.empty())
                .best()
                .map(finding -> finding.cause().id())
                .orElse("unknown");
    }

    private static List<Wording> wordings() {
        try (var in = WordingsTest.class.getResourceAsStream("wordings.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(Wording::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
