package whybounce.catalogue;

/** A mistake in a catalogue file; the message names file, line and, where there is one, rule. */
public final class CatalogueFault extends RuntimeException implements Comparable<CatalogueFault> {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;

    CatalogueFault(String file, int line, String problem) {
        super(file + ":" + line + ": " + problem);
        this.file = file;
        this.line = line;
    }

    CatalogueFault(String problem) {
        super(problem);
        this.file = "";
        this.line = 0;
    }

    /** As a person reads the files: one after the other, from above. */
    @Override
    public int compareTo(CatalogueFault other) {
        int order = file.compareTo(other.file);
        return order == 0 ? Integer.compare(line, other.line) : order;
    }
}
