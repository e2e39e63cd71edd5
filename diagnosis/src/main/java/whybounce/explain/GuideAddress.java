package whybounce.explain;

/**
 * Where the guide's pages can be read: an address with <code>{cause}</code> where the page's name belongs, or one to
 * which the name is added.
 */
public record GuideAddress(String pattern) {

    private static final String CAUSE = "{cause}";

    /** The page about a cause, or about a look-alike. */
    public String page(String id) {
        if (pattern.contains(CAUSE)) {
            return pattern.replace(CAUSE, id);
        }
        return pattern + (pattern.endsWith("/") ? "" : "/") + id;
    }
}
