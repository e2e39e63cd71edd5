package whybounce.catalogue;

/** A rule of an operator, with its place in their files. */
public final class OwnRule {

    /** Stands in front of the id, wherever it is shown: whose rule it is can be seen, and no id of ours is the same. */
    static final String PREFIX = "own.";

    private final DocumentedRule documented;
    private final TomlSource source;

    OwnRule(DocumentedRule documented, TomlSource source) {
        this.documented = documented;
        this.source = source;
    }

    /** Whether this is the id of a rule of an operator. */
    public static boolean isOwn(String rule) {
        return rule.startsWith(PREFIX);
    }

    public DocumentedRule documented() {
        return documented;
    }

    public Rule rule() {
        return documented.rule();
    }

    /**
     * A mistake in one of its lists.
     *
     * @param key such as {@code examples}
     * @param index of the value
     */
    public CatalogueFault fault(String key, int index, String problem) {
        return source.fault(key, index, problem);
    }
}
