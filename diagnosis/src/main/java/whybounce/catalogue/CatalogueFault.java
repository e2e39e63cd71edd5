package whybounce.catalogue;

/** A mistake in a catalogue file; the message names file, line and, where there is one, rule. */
public final class CatalogueFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CatalogueFault(String file, int line, String problem) {
        super(file + ":" + line + ": " + problem);
    }

    CatalogueFault(String problem) {
        super(problem);
    }
}
