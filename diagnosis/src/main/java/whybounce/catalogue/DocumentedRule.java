package whybounce.catalogue;

import java.util.List;

/**
 * A rule with what proves it.
 *
 * @param examples replies that it must decide
 * @param nearMisses replies that look alike and have another cause
 */
public record DocumentedRule(Rule rule, List<String> examples, List<String> nearMisses) {

    public DocumentedRule {
        examples = List.copyOf(examples);
        nearMisses = List.copyOf(nearMisses);
    }
}
