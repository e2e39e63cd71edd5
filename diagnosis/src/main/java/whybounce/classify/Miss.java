package whybounce.classify;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.Cause;
import whybounce.catalogue.Rule;
import whybounce.classify.CompiledRule.Range;
import whybounce.classify.CompiledRule.StatusForm;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

/** Finds out why a rule does not hold for a reply, for the person who wrote the rule. */
final class Miss {

    /** So much of the words is shown: enough to see what is compared. */
    private static final int SHOWN = 120;

    private final Rule rule;
    private final Rule.When when;
    private final Catalogue catalogue;
    private final Said said;
    private final NormalText text;

    private Miss(Rule rule, Said said, Catalogue catalogue) {
        this.rule = rule;
        this.when = rule.when();
        this.catalogue = catalogue;
        this.said = said;
        this.text = NormalText.of(said.text(), said.from(), said.to(), said.code());
    }

    /**
     * The first condition that does not hold; nothing where all seem to.
     *
     * @param speaker the platform that was recognised in the example
     */
    static Optional<String> why(Rule rule, Example example, Optional<String> speaker, Catalogue catalogue) {
        var reply = example.failure() instanceof Unexplained(var text)
                ? SmtpReply.parse(text)
                : example.failure().reply().orElseThrow();
        var stage =
                example.failure() instanceof Refused refused ? Optional.of(refused.stage()) : Optional.<Stage>empty();
        var said = Said.of(reply, stage).innermost(reply);
        var miss = new Miss(rule, said, catalogue);
        boolean heard = example.peer().isPresent() || rule.provider().equals(speaker);
        return miss.why().or(() -> miss.provider(heard)).or(miss::refusal);
    }

    private Optional<String> why() {
        return Stream.of(codes(), statuses(), stages(), phrases(), with(), all(), list(), none())
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> provider(boolean heard) {
        return rule.provider()
                .filter(asked -> !heard)
                .map(asked -> "nothing in it tells that " + asked + " speaks, and provider asks for it");
    }

    private Optional<String> refusal() {
        boolean never =
                said.code() >= Gates.REFUSED && catalogue.cause(rule.cause()).bucket() == Cause.Bucket.NONE;
        return unless(!never, () -> "a reply of 500 and above refuses for good, and is never told as " + rule.cause());
    }

    private Optional<String> list() {
        return when.list()
                .filter(kind -> catalogue.blockLists().stream()
                        .filter(known -> known.kind() == kind)
                        .flatMap(known -> known.phrases().stream())
                        .noneMatch(this::has))
                .map(kind -> "list asks for " + kind.name().toLowerCase(Locale.ROOT)
                        + ", and it names no block list of this kind that is known");
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
                        || when.statuses().stream().map(StatusForm::of).anyMatch(form -> form.fits(text.status())),
                () -> text.status()
                                .map(status -> "its enhanced status is " + status)
                                .orElse("it has no enhanced status")
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
                written.isEmpty() || Spellings.of(written).stream().anyMatch(this::has),
                () -> apart(written)
                        .orElseGet(() ->
                                "none of " + key + " is in it; what they are looked for in is \"" + shown() + "\""));
    }

    /** Both parts of a phrase may be there, and not as it asks for them. */
    private Optional<String> apart(List<String> written) {
        return written.stream()
                .filter(this::hasParts)
                .findFirst()
                .map(phrase -> "both parts of \"" + phrase + "\" are in it, but not in this order with at most "
                        + Hits.REACH + " characters between them");
    }

    private Optional<String> all() {
        return when.all().stream()
                .filter(phrase -> !has(phrase))
                .findFirst()
                .map(phrase -> apart(List.of(phrase))
                        .orElseGet(() -> "\"" + phrase + "\" of all is not in it; what it is looked for in is \""
                                + shown() + "\""));
    }

    private Optional<String> none() {
        return Spellings.of(when.none()).stream()
                .filter(this::has)
                .findFirst()
                .map(phrase -> "\"" + phrase + "\" of none is in it");
    }

    private boolean has(String written) {
        var phrases = new Phrases();
        var term = phrases.term(written);
        var hits = PhraseTree.of(phrases).phrasesIn(text);
        return term.isPair()
                ? hits.hasInOrder(term.first(), term.second(), term.lengthOfSecond())
                : hits.has(term.first());
    }

    private boolean hasParts(String written) {
        var phrases = new Phrases();
        var term = phrases.term(written);
        var hits = PhraseTree.of(phrases).phrasesIn(text);
        return hits.has(term.first()) && (!term.isPair() || hits.has(term.second()));
    }

    private String shown() {
        String all = new String(text.chars(), 0, text.length()).strip();
        return all.length() <= SHOWN ? all : all.substring(0, SHOWN) + "...";
    }

    private static String listed(List<String> texts) {
        return String.join(", ", texts);
    }

    private static Optional<String> unless(boolean holds, Supplier<String> why) {
        return holds ? Optional.empty() : Optional.of(why.get());
    }
}
