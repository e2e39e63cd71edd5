package whybounce.probe.many;

/** On whose side the reason of a failure is, judged by where else it happens. */
public enum Whose {
    /** At two providers or more: what they have in common is us. */
    OURS,
    /** At one provider, with several addresses. */
    THEIRS,
    /** With one address. */
    RECIPIENTS
}
