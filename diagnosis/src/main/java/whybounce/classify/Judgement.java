package whybounce.classify;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import whybounce.catalogue.Cause;
import whybounce.catalogue.Provider;
import whybounce.reply.EnhancedStatus;

/** What was said, as one rule after the other judges it. */
final class Judgement {

    /** More than a person wants to read. */
    private static final int MAX_FINDINGS = 3;

    /** RFC 5321 section 4.2.1: 5yz refuses for good, whatever the words behind it say. */
    static final int REFUSED = 500;

    /** A rule that holds, and how many characters of the words speak for it. */
    private record Match(CompiledRule rule, int length) implements Comparable<Match> {

        /** The stronger evidence first, then what is not weak, then the longer match, then the order of the catalogue. */
        @Override
        public int compareTo(Match other) {
            int order = rule.evidence().compareTo(other.rule.evidence());
            if (order == 0) {
                order = Boolean.compare(rule.isWeak(), other.rule.isWeak());
            }
            if (order == 0) {
                order = Integer.compare(other.length, length);
            }
            return order == 0 ? Integer.compare(rule.place(), other.rule.place()) : order;
        }
    }

    private final Said said;
    private final Optional<EnhancedStatus> status;
    private final Hits hits;
    private final Optional<Provider> provider;
    private final int speaker;
    private final List<Match> matches = new ArrayList<>(4);

    /** @param speaker the number of the platform that spoke */
    Judgement(Said said, Optional<EnhancedStatus> status, Hits hits, int speaker, Optional<Provider> provider) {
        this.said = said;
        this.status = status;
        this.hits = hits;
        this.speaker = speaker;
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

    /** @param key the length of the rule's longest key that was found */
    void ask(CompiledRule rule, int key) {
        if (!rule.listensTo(speaker) || (said.code() >= REFUSED && rule.cause().bucket() == Cause.Bucket.NONE)) {
            return;
        }
        int length = rule.match(key, said, status, hits);
        if (length != CompiledRule.NO) {
            matches.add(new Match(rule, length));
        }
    }

    /** The findings, best first. */
    List<Finding> findings(Map<String, String> facts) {
        Collections.sort(matches);
        var findings = new ArrayList<Finding>(MAX_FINDINGS);
        // No lambda: the first one of a process costs more than all of this.
        var spoke = provider.isPresent() ? Optional.of(provider.get().id()) : Optional.<String>empty();
        for (var match : matches) {
            if (mayBeAdded(match.rule(), findings)) {
                var rule = match.rule();
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
