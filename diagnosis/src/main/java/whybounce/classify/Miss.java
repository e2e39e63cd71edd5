package whybounce.classify;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import whybounce.catalogue.Rule;
import whybounce.classify.CompiledRule.Range;
import whybounce.classify.CompiledRule.StatusForm;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.Stage;
import whybounce.reply.EnhancedStatus;
import whybounce.reply.SmtpReply;

/** Finds out why a rule does not hold for a reply, for the person who wrote the rule. */
final class Miss {

    /** So much of the words is shown: enough to see what is compared. */
    private static final int SHOWN = 120;

    private final Rule.When when;
    private final Said said;
    private final String words;
    private final Optional<EnhancedStatus> status;

    private Miss(Rule rule, Said said) {
        this.when = rule.when();
        this.said = said;
        var text = NormalText.of(said.text(), said.from(), said.to(), said.code());
        this.words = new String(text.chars(), 0, text.length());
        this.status = text.status();
    }

    /** The first condition that does not hold; nothing where all seem to. */
    static Optional<String> why(Rule rule, Example example) {
        var reply = example.failure() instanceof Unexplained(var text)
                ? SmtpReply.parse(text)
                : example.failure().reply().orElseThrow();
        var stage =
                example.failure() instanceof Refused refused ? Optional.of(refused.stage()) : Optional.<Stage>empty();
        return new Miss(rule, Said.of(reply.code(), reply.text(), stage).innermost()).why();
    }

    private Optional<String> why() {
        return Stream.of(codes(), statuses(), stages(), phrases(), with(), all(), none())
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> codes() {
        return unless(
                when.codes().isEmpty()
                        || when.codes().stream()
                                .map(Range::of)
                                .anyMatch(range -> range.least() <= said.code() && said.code() <= range.most()),
                () -> "its code is " + said.code() + ", and codes asks for " + listed(when.codes()));
    }

    private Optional<String> statuses() {
        return unless(
                when.statuses().isEmpty()
                        || when.statuses().stream().map(StatusForm::of).anyMatch(form -> form.fits(status)),
                () -> (status.isEmpty() ? "it has no enhanced status" : "its enhanced status is " + status.get())
                        + ", and status asks for " + listed(when.statuses()));
    }

    private Optional<String> stages() {
        boolean fits = when.stages().isEmpty()
                || said.stage().filter(at -> names(when.stages(), at)).isPresent();
        if (!fits) {
            return Optional.of("stages asks for " + listed(when.stages())
                    + "; an example says its stage in front, \"RCPT: 550 no\"");
        }
        return unless(
                said.stage().filter(at -> names(when.notStages(), at)).isEmpty(),
                () -> "it was said to " + said.stage().get() + ", which not_stages excludes");
    }

    private static boolean names(List<String> stages, Stage stage) {
        return stages.stream().anyMatch(stage.name()::equalsIgnoreCase);
    }

    private Optional<String> phrases() {
        return oneOf(when.phrases(), "phrases");
    }

    private Optional<String> with() {
        return oneOf(when.with(), "with");
    }

    private Optional<String> oneOf(List<String> written, String key) {
        return unless(
                written.isEmpty() || written.stream().anyMatch(this::has),
                () -> "none of " + key + " is in it; what they are looked for in is \"" + shown() + "\"");
    }

    private Optional<String> all() {
        return when.all().stream()
                .filter(phrase -> !has(phrase))
                .findFirst()
                .map(phrase ->
                        "\"" + phrase + "\" of all is not in it; what it is looked for in is \"" + shown() + "\"");
    }

    private Optional<String> none() {
        return when.none().stream().filter(this::has).findFirst().map(phrase -> "\"" + phrase + "\" of none is in it");
    }

    private boolean has(String written) {
        var phrases = new Phrases();
        phrases.term(written);
        return phrases.texts().stream().allMatch(words::contains);
    }

    private String shown() {
        String all = words.strip();
        return all.length() <= SHOWN ? all : all.substring(0, SHOWN) + "...";
    }

    private static String listed(List<String> texts) {
        return String.join(", ", texts);
    }

    private static Optional<String> unless(boolean holds, Supplier<String> why) {
        return holds ? Optional.empty() : Optional.of(why.get());
    }
}
