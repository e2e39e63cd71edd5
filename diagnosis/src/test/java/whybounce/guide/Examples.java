package whybounce.guide;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import whybounce.catalogue.DocumentedRule;
import whybounce.failure.Stage;

/** What servers say, out of the examples of rules. */
final class Examples {

    /** One rule's examples are variants of one wording. */
    private static final int OF_A_RULE = 2;

    private static final Pattern STAGE = Pattern.compile("([A-Z_]+): (.*)", Pattern.DOTALL);

    private Examples() {}

    /** Some replies; of rules that go by words, for the words of the others are made up. */
    static List<String> of(Collection<DocumentedRule> rules, int most) {
        return rules.stream()
                .filter(rule -> rule.rule().when().asksForWords())
                .flatMap(rule -> rule.examples().stream().limit(OF_A_RULE))
                .map(Examples::withoutStage)
                .distinct()
                .limit(most)
                .toList();
    }

    /** An example may begin with the stage at which it was said, {@code MAIL: 550 ...}. */
    static String withoutStage(String example) {
        var staged = STAGE.matcher(example);
        return staged.matches()
                        && Arrays.stream(Stage.values())
                                .anyMatch(stage -> stage.name().equals(staged.group(1)))
                ? staged.group(2)
                : example;
    }
}
