package whybounce.catalogue;

import java.util.List;
import java.util.Locale;

/** The causes, their words, and the rules by which they are told. */
public interface Catalogue {

    /** The catalogue that ships with this library, read once. */
    static Catalogue shipped() {
        return CatalogueTable.shipped();
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

    /** All rules: the generic ones in the order of the causes, then each provider's. */
    default List<Rule> rules() {
        return List.of();
    }

    /** The catalogues that this one is made of; whatever the rules of the first say comes before the next is asked. */
    default List<Catalogue> layers() {
        return List.of(this);
    }

    default List<Provider> providers() {
        return List.of();
    }

    default List<BlockList> blockLists() {
        return List.of();
    }

    /** What is mistaken for a server's answer. The rules of these are not among {@link #rules}. */
    default List<LookAlike> lookAlikes() {
        return List.of();
    }
}
