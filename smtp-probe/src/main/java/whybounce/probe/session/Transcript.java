package whybounce.probe.session;

/** Is told what is said, as it is said. */
@FunctionalInterface
public interface Transcript {

    /** Keeps nothing. */
    Transcript NONE = new Nowhere();

    void add(Entry entry);

    /** Whether it wants the message itself, and not only its length. */
    default boolean keepsMessage() {
        return false;
    }

    /** A class, since no archive of classes can hold the lambda of an interface that has it as a constant. */
    final class Nowhere implements Transcript {

        private Nowhere() {}

        @Override
        public void add(Entry entry) {
            // Nobody wants to know.
        }
    }
}
