package whybounce.catalogue;

import java.util.List;

/** A look-alike with what proves its rules. */
public record DocumentedLookAlike(LookAlike lookAlike, List<DocumentedRule> rules) {

    public DocumentedLookAlike {
        rules = List.copyOf(rules);
    }
}
