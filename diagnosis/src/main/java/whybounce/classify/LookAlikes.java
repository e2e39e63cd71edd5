package whybounce.classify;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import whybounce.catalogue.Actor;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.Cause;
import whybounce.catalogue.LookAlike;
import whybounce.catalogue.Rule;
import whybounce.catalogue.Words;
import whybounce.failure.DeliveryFailure.Unexplained;

/**
 * Finds what people take for a server's answer and is none. It is for texts that somebody pasted: what a relay was told is
 * judged by the {@link Classifier}, which knows nothing of these.
 */
public final class LookAlikes {

    private final Map<String, LookAlike> byId;
    private final Classifier classifier;

    public LookAlikes(Catalogue catalogue) {
        this.byId = catalogue.lookAlikes().stream().collect(Collectors.toMap(LookAlike::id, Function.identity()));
        var causes = asCauses(catalogue);
        boolean shipped = catalogue.lookAlikes().equals(Catalogue.shipped().lookAlikes());
        this.classifier = shipped
                ? Classifier.ofCauses(causes, RuleBook.ofLookAlikes(causes))
                : new Classifier(causes).withoutFacts();
    }

    /** Look-alikes as if they were causes, so that their rules mean what rules mean. */
    static Catalogue asCauses(Catalogue catalogue) {
        return new AsCauses(catalogue.lookAlikes());
    }

    /** The look-alike that fits {@code text} best. */
    public Optional<LookAlike> find(String text) {
        return classifier
                .diagnose(new Unexplained(text), Optional.empty())
                .best()
                .map(finding -> byId.get(finding.cause().id()));
    }

    /**
     * The look-alike that an answer of a server would be if it had been given to somebody's own mail program: one for
     * which the answer's cause is mistaken.
     */
    public Optional<LookAlike> besides(String answer, Diagnosis diagnosis) {
        var cause = diagnosis.best().map(finding -> finding.cause().id()).orElse(Cause.UNKNOWN);
        return find(answer)
                .filter(found -> !found.wrapsAnswer() && found.confusedWith().contains(cause));
    }

    private record AsCauses(List<LookAlike> lookAlikes) implements Catalogue {

        @Override
        public List<Cause> causes() {
            return lookAlikes.stream().map(AsCauses::cause).toList();
        }

        @Override
        public Cause cause(String id) {
            return causes().stream()
                    .filter(cause -> cause.id().equals(id))
                    .findAny()
                    .orElseThrow(() -> new IllegalArgumentException("no look-alike " + id));
        }

        @Override
        public List<Rule> rules() {
            return lookAlikes.stream().flatMap(each -> each.rules().stream()).toList();
        }

        @Override
        public Words words(String id, Locale locale) {
            throw new UnsupportedOperationException("look-alikes are told in their own words");
        }

        private static Cause cause(LookAlike lookAlike) {
            return new Cause(
                    lookAlike.id(),
                    Cause.Bucket.CONFIGURATION,
                    Actor.SENDER,
                    "no",
                    Cause.Suppress.NO,
                    lookAlike.references());
        }
    }
}
