package whybounce.guide;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import whybounce.catalogue.DocumentedRule;
import whybounce.catalogue.Rule;

/** The codes and tags by which a rule's replies are looked up. */
final class Codes {

    private static final Pattern ENHANCED = Pattern.compile("(?<![\\d.])[245]\\.\\d{1,3}\\.\\d{1,3}(?![\\d.])");

    /** What providers put into their replies to be looked up: TSS04, S3150, SC-001, HL:ICC, (DIAL), OFR_105, AUP#1260. */
    private static final Pattern TAG =
            Pattern.compile("(?<![\\w.@/-])(?:[A-Z]{2,5}[-_#]?\\d{1,5}(?:[-_]\\d{1,4})?|[A-Z]\\d{3,5}"
                    + "|[A-Z]{2}:[A-Z]{3}|\\([A-Z]{3,8}\\)|AUP#[\\w-]+)(?![\\w.@-])");

    private static final Pattern NO_TAG = Pattern.compile(
            "(RFC|UTF|IPV|TLS|SSL|SHA|AES|ID|BASE|MX|ISO|CODE|HTTP|SMTP|IP|SNT)[-_]?\\d.*|\\(IP\\)|\\(DNS\\)|\\(TLS\\)");

    private static final Pattern DIGITS = Pattern.compile("\\d{1,3}");

    private static final Pattern TAG_PHRASE = Pattern.compile("([a-z]{1,5}) ?(\\d{2,5})");

    /** So general that only the words tell. */
    private static final Set<String> SAY_NOTHING =
            Set.of("0.0", "1.0", "2.0", "3.0", "4.0", "5.0", "6.0", "7.0", "7.1");

    /** Codes by their numbers, then tags by their letters. */
    static final Comparator<String> ORDER = Comparator.comparing(Codes::sortable);

    private Codes() {}

    /** Codes of the rules, in order. */
    static List<String> of(Collection<DocumentedRule> rules) {
        return rules.stream().flatMap(Codes::of).distinct().sorted(ORDER).toList();
    }

    static Stream<String> of(DocumentedRule rule) {
        var when = rule.rule().when();
        boolean provider = rule.rule().provider().isPresent();
        if (!provider) {
            return ofAnybody(when);
        }
        var found = new TreeSet<String>();
        rule.examples()
                .forEach(example ->
                        TAG.matcher(example).results().map(m -> m.group()).forEach(found::add));
        found.removeIf(tag -> NO_TAG.matcher(tag).matches());
        when.phrases().stream().flatMap(phrase -> tag(phrase, found)).toList().forEach(found::add);
        if (when.statuses().isEmpty()) {
            rule.examples()
                    .forEach(example -> ENHANCED.matcher(example)
                            .results()
                            .map(m -> m.group())
                            .filter(Codes::tells)
                            .forEach(found::add));
        } else if (!when.statuses().contains("none")) {
            statuses(when.statuses()).filter(Codes::tells).forEach(found::add);
        }
        return found.stream();
    }

    /** What an answer means anywhere, whatever its words are and whatever it answers. */
    private static Stream<String> ofAnybody(Rule.When when) {
        if (when.asksForWords()) {
            return Stream.of();
        }
        if (!when.statuses().isEmpty()) {
            return statuses(when.statuses());
        }
        return when.stages().isEmpty() ? when.codes().stream().filter(code -> !code.contains("x")) : Stream.of();
    }

    private static boolean tells(String status) {
        return !SAY_NOTHING.contains(status.substring(2));
    }

    private static Stream<String> statuses(List<String> written) {
        return written.stream()
                .filter(status -> !status.equals("none"))
                .flatMap(status -> status.startsWith("x")
                        ? Stream.of("4" + status.substring(1), "5" + status.substring(1))
                        : Stream.of(status));
    }

    /** A phrase that is a tag, written as the examples write its kind. */
    private static Stream<String> tag(String phrase, Set<String> seen) {
        var tag = TAG_PHRASE.matcher(phrase);
        if (!tag.matches()) {
            return Stream.of();
        }
        var letters = tag.group(1).toUpperCase(Locale.ROOT);
        return Stream.of("-", "", "_")
                .filter(between -> seen.stream().anyMatch(known -> known.matches(letters + between + "\\d+")))
                .findFirst()
                .map(between -> letters + between + tag.group(2))
                .stream();
    }

    /** Twins such as 4.7.26 and 5.7.26 stand side by side. */
    private static String sortable(String code) {
        if (!Character.isDigit(code.charAt(0))) {
            return "2"
                    + code.chars()
                            .filter(Character::isLetterOrDigit)
                            .mapToObj(Character::toString)
                            .collect(Collectors.joining());
        }
        var digits =
                DIGITS.matcher(code).replaceAll(m -> "0".repeat(3 - m.group().length()) + m.group());
        int dot = digits.indexOf('.');
        return dot < 0 ? "0" + digits : "1" + digits.substring(dot) + digits.substring(0, dot);
    }
}
