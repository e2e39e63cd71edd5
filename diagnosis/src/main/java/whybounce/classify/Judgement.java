package whybounce.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import whybounce.catalogue.Cause;
import whybounce.catalogue.Provider;
import whybounce.classify.Bearings.Bearing;
import whybounce.reply.EnhancedStatus;

/** What was said, as one rule after the other judges it. */
final class Judgement {

    /** More than a person wants to read. */
    private static final int MAX_FINDINGS = 3;

    /** A rule that holds. */
    private static final class Match {

        private static final int NOT_MEASURED = -1;

        private final CompiledRule rule;

        /** How many characters of the words speak for it besides its key. */
        private final int beside;

        private final Bearing bearing;
        private int length = NOT_MEASURED;

        Match(CompiledRule rule, int beside, Bearing bearing) {
            this.rule = rule;
            this.beside = beside;
            this.bearing = bearing;
        }

        /** The stronger evidence first, then what is not weak, then the longer match, then the order of the catalogue. */
        boolean isBefore(Match other) {
            int order = rule.evidence().compareTo(other.rule.evidence());
            if (order == 0) {
                order = Boolean.compare(rule.isWeak(), other.rule.isWeak());
            }
            if (order == 0) {
                order = Integer.compare(other.length(), length());
            }
            return order == 0 ? rule.place() < other.rule.place() : order < 0;
        }

        /** Only where nothing else decides is it worth measuring. */
        private int length() {
            if (length == NOT_MEASURED) {
                length = beside + bearing.keyLength(rule.place());
            }
            return length;
        }
    }

    private final Said said;
    private final Optional<EnhancedStatus> status;
    private final Hits hits;
    private final Optional<Provider> provider;

    /** The best first. */
    private final List<Match> matches = new ArrayList<>(4);

    private boolean decided;

    /** @param provider the platform that spoke, where it was recognised */
    Judgement(Said said, Optional<EnhancedStatus> status, Hits hits, Optional<Provider> provider) {
        this.said = said;
        this.status = status;
        this.hits = hits;
        this.provider = provider;
    }

    Said said() {
        return said;
    }

    Hits hits() {
        return hits;
    }

    /** The platform that spoke, where it was recognised. */
    Optional<Provider> provider() {
        return provider;
    }

    /** Whether no rule holds. */
    boolean isEmpty() {
        return matches.isEmpty();
    }

    /** Whether a rule holds that leaves nothing to those that decide last. */
    boolean isDecided() {
        return decided;
    }

    /** @param bearing which key of the rule was found */
    void ask(CompiledRule rule, Bearing bearing) {
        int beside = rule.match(status, hits);
        if (beside != CompiledRule.NO) {
            put(new Match(rule, beside, bearing));
            decided |= rule.evidence().compareTo(Evidence.TOPIC) < 0;
        }
    }

    /** In its place: seldom are there more than three. */
    private void put(Match match) {
        int at = matches.size();
        while (at > 0 && match.isBefore(matches.get(at - 1))) {
            at--;
        }
        matches.add(at, match);
    }

    /** The findings, best first. */
    List<Finding> findings(Map<String, String> facts) {
        var findings = new ArrayList<Finding>(MAX_FINDINGS);
        // No lambda: the first one of a process costs more than all of this.
        var spoke = provider.isPresent() ? Optional.of(provider.get().id()) : Optional.<String>empty();
        for (var match : matches) {
            if (mayBeAdded(match.rule, findings)) {
                var rule = match.rule;
                findings.add(new Finding(rule.cause(), rule.id(), rule.evidence(), spoke, facts));
            }
        }
        return findings;
    }

    /** What is told by its topic alone is told where nothing else is. */
    private static boolean mayBeAdded(CompiledRule rule, List<Finding> findings) {
        boolean decidesLast = rule.evidence() == Evidence.TOPIC;
        return findings.size() < (decidesLast ? 1 : MAX_FINDINGS) && !tells(findings, rule.cause());
    }

    private static boolean tells(List<Finding> findings, Cause cause) {
        for (var finding : findings) {
            if (finding.cause().id().equals(cause.id())) {
                return true;
            }
        }
        return false;
    }
}
