package whybounce.probe.session;

/** Is told what is said, as it is said. */
@FunctionalInterface
public interface Transcript {

    /** Keeps nothing. */
    Transcript NONE = entry -> {};

    void add(Entry entry);

    /** Whether it wants the message itself, and not only its length. */
    default boolean keepsMessage() {
        return false;
    }
}
