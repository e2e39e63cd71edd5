package whybounce.catalogue;

import java.util.List;
import java.util.Locale;

/** The causes and their words. */
public interface Catalogue {

    /** The catalogue that ships with this library. */
    @SuppressWarnings("DoNotCallSuggester") // filled in next
    static Catalogue shipped() {
        throw new UnsupportedOperationException("not yet");
    }

    /** All causes, in the order of the file that lists them. */
    List<Cause> causes();

    /**
     * The cause with this id.
     *
     * @throws IllegalArgumentException when there is none
     */
    Cause cause(String id);

    /** The words for this cause in the language nearest to {@code locale}; English where there is none nearer. */
    Words words(String causeId, Locale locale);
}
