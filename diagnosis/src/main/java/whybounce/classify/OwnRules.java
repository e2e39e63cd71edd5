package whybounce.classify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.CatalogueFault;
import whybounce.catalogue.OwnFolder;
import whybounce.catalogue.OwnRule;

/**
 * An operator's folder, read and tried: each rule on its own examples, among all other rules.
 *
 * @param catalogue the one that ships with the folder in front of it; as it ships where there is a fault
 * @param files the names of the folder's files
 * @param rules how many rules it has
 * @param causes for how many causes it has words
 * @param faults everything that is wrong, in the order of the files
 */
public record OwnRules(Catalogue catalogue, List<String> files, int rules, int causes, List<CatalogueFault> faults) {

    /** Longer than any sentence that a server says. */
    private static final int MAX_PHRASE = 300;

    private static final String GAP = " \\.\\.\\. ";

    private static final Predicate<String> INNER_STAR =
            Pattern.compile("..*\\*.").asPredicate();

    public OwnRules {
        files = List.copyOf(files);
        faults = List.copyOf(faults);
    }

    /** Reads a folder; one that is not there has neither rules nor words. Never throws on what stands in it. */
    public static OwnRules read(Path folder) {
        var shipped = Catalogue.shipped();
        var read = OwnFolder.read(folder, shipped);
        var faults = new ArrayList<>(read.faults());
        var sound = read.rules().stream().filter(rule -> isSound(rule, faults)).toList();
        var catalogue = read.catalogue(sound);
        var classifier = new Classifier(catalogue);
        sound.forEach(rule -> tryExamples(rule, catalogue, classifier, faults));
        return new OwnRules(
                faults.isEmpty() ? catalogue : shipped,
                read.files(),
                read.rules().size(),
                read.causesWithWords(),
                faults.stream().sorted().toList());
    }

    /** Whether its phrases and stages are any. */
    private static boolean isSound(OwnRule rule, List<CatalogueFault> faults) {
        int before = faults.size();
        var when = rule.rule().when();
        checkPhrases(rule, "phrases", when.phrases(), faults);
        checkPhrases(rule, "with", when.with(), faults);
        checkPhrases(rule, "all", when.all(), faults);
        checkPhrases(rule, "none", when.none(), faults);
        checkStages(rule, "stages", when.stages(), faults);
        checkStages(rule, "not_stages", when.notStages(), faults);
        return faults.size() == before;
    }

    private static void checkPhrases(OwnRule rule, String key, List<String> phrases, List<CatalogueFault> faults) {
        for (int i = 0; i < phrases.size(); i++) {
            if (phrases.get(i).length() > MAX_PHRASE) {
                faults.add(rule.fault(
                        key, i, key + " holds a phrase of more than " + MAX_PHRASE + " characters: a part will do"));
                continue;
            }
            var misplaced = misplaced(phrases.get(i));
            if (misplaced.isPresent()) {
                faults.add(rule.fault(key, i, key + " cannot hold \"" + phrases.get(i) + "\": " + misplaced.get()));
                continue;
            }
            try {
                new Phrases().term(phrases.get(i));
            } catch (IllegalArgumentException empty) {
                faults.add(rule.fault(
                        key,
                        i,
                        key + " cannot hold \"" + phrases.get(i)
                                + "\": addresses, codes and punctuation do not count, and no word is left"));
            }
        }
    }

    /** What would be passed over like punctuation, and was meant. */
    private static Optional<String> misplaced(String phrase) {
        var parts = List.of(phrase.split(GAP, -1));
        boolean glued = parts.stream().anyMatch(part -> part.strip().matches(".*\\S\\.\\.\\.\\S.*"));
        if (parts.size() > 2 || glued) {
            return Optional.of("\"...\" stands once, between two words and with a space on both sides");
        }
        return parts.stream().anyMatch(part -> INNER_STAR.test(part))
                ? Optional.of(
                        "* stands at the very beginning or end of a phrase, or of its part before or behind \"...\"")
                : Optional.empty();
    }

    private static void checkStages(OwnRule rule, String key, List<String> stages, List<CatalogueFault> faults) {
        for (int i = 0; i < stages.size(); i++) {
            if (Example.stageNamed(stages.get(i).toUpperCase(Locale.ROOT)).isEmpty()) {
                faults.add(rule.fault(
                        key,
                        i,
                        key + " cannot hold \"" + stages.get(i) + "\", only such as \"RCPT\", \"END_OF_DATA\""));
            }
        }
    }

    private static void tryExamples(
            OwnRule rule, Catalogue catalogue, Classifier classifier, List<CatalogueFault> faults) {
        var examples = rule.documented().examples();
        for (int i = 0; i < examples.size(); i++) {
            var example = Example.of(examples.get(i), rule.rule().provider(), catalogue.providers());
            var decided = classifier.diagnose(example.failure(), example.peer()).best();
            if (!decided.map(Finding::rule).equals(Optional.of(rule.rule().id()))) {
                var why = Miss.why(rule.rule(), example, decided.flatMap(Finding::provider), catalogue)
                        .orElseGet(() -> decidedBy(decided, rule));
                faults.add(
                        rule.fault("examples", i, "this rule does not decide its own example " + (i + 1) + ": " + why));
            }
        }
        var nearMisses = rule.documented().nearMisses();
        for (int i = 0; i < nearMisses.size(); i++) {
            var example = Example.of(nearMisses.get(i), rule.rule().provider(), catalogue.providers());
            var decided = classifier.diagnose(example.failure(), example.peer()).best();
            if (decided.map(Finding::rule).equals(Optional.of(rule.rule().id()))) {
                faults.add(rule.fault("not", i, "this rule decides what it must not, text " + (i + 1) + " of not"));
            }
        }
    }

    /** What decides between two rules that hold: {@link Judgement} says it. */
    private static String decidedBy(Optional<Finding> decided, OwnRule rule) {
        var evidence = RuleCompiler.evidence(rule.rule());
        return decided.map(finding -> "the rule " + finding.rule() + " does, cause "
                        + finding.cause().id() + "; "
                        + (finding.evidence().compareTo(evidence) < 0
                                ? "it goes by " + named(finding.evidence()) + ", and this one by " + named(evidence)
                                : "it has the longer phrases, or stands first, or this one is weak"))
                .orElse("no rule does");
    }

    private static String named(Evidence evidence) {
        return switch (evidence) {
            case PROVIDER_WORDING -> "words of a provider";
            case PROVIDER_STATUS -> "a provider's enhanced code";
            case WORDING -> "words";
            case STATUS -> "an enhanced code";
            case SESSION -> "the connection";
            case TOPIC -> "words that decide last";
            case REPLY_CODE -> "a reply code";
        };
    }
}
