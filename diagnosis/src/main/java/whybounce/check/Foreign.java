package whybounce.check;

/** Text from elsewhere, made fit for a line of ours: printable ASCII, and bounded. */
public final class Foreign {

    /** As long as a name of the DNS may be. */
    private static final int LONGEST = 255;

    private static final int MOST_SHOWN = 5;

    private Foreign() {}

    /** Other characters become question marks. */
    public static String text(String text) {
        return text(text, LONGEST);
    }

    /** At most so many characters of it. */
    public static String text(String text, int most) {
        var shown = new StringBuilder();
        text.chars().limit(most).forEach(c -> shown.append(isPrintable(c) ? (char) c : '?'));
        return text.length() > most ? shown + "..." : shown.toString();
    }

    /** Some of the values, and how many others there are. */
    public static String list(Iterable<?> values) {
        var shown = new StringBuilder();
        int number = 0;
        for (var value : values) {
            if (number < MOST_SHOWN) {
                shown.append(number == 0 ? "" : ", ").append(text(String.valueOf(value)));
            }
            number++;
        }
        return number > MOST_SHOWN ? shown + " and " + (number - MOST_SHOWN) + " more" : shown.toString();
    }

    /** Whether nothing of it would be changed. */
    public static boolean isPrintable(String text) {
        return text.chars().allMatch(Foreign::isPrintable);
    }

    private static boolean isPrintable(int c) {
        return c >= ' ' && c < 0x7f;
    }
}
