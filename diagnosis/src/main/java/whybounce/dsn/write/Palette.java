package whybounce.dsn.write;

import java.util.Optional;
import java.util.regex.Pattern;
import whybounce.catalogue.Actor;

/** The colours of the HTML part. Each pair of text and ground has a contrast of at least 4.5 (WCAG 2.2, 1.4.3). */
final class Palette {

    static final String BAR = "#24527a";

    private static final Pattern COLOUR = Pattern.compile("#[0-9A-Fa-f]{6}");

    private Palette() {}

    /** The operator's colour, when it is one. */
    static String bar(Optional<String> wished) {
        return wished.filter(colour -> COLOUR.matcher(colour).matches()).orElse(BAR);
    }

    /** Black or white, whichever is read better on {@code ground}: one of them always has a contrast of 4.5. */
    static String on(String ground) {
        return contrast("#ffffff", ground) >= contrast("#000000", ground) ? "#ffffff" : "#000000";
    }

    /** The class of the "who must act" box; the words in it say the same. */
    static String box(Actor actor) {
        return switch (actor) {
            case SENDER -> "you";
            case NOBODY -> "wait";
            case SENDER_ADMIN, RECIPIENT, RECIPIENT_ADMIN -> "else";
        };
    }

    /** Inline colours of a box, for readers that drop style elements. */
    static String boxStyle(Actor actor) {
        return switch (box(actor)) {
            case "you" -> "background:#fff3dc;color:#4a3000;border-left:4px solid #c77700";
            case "wait" -> "background:#e9f5ec;color:#14401f;border-left:4px solid #2e7d42";
            default -> "background:#eaf1f8;color:#12324f;border-left:4px solid #24527a";
        };
    }

    /** WCAG 2.2: the relation of the lighter to the darker luminance, 1 to 21. */
    static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return 0.2126 * channel(rgb >> 16 & 0xff) + 0.7152 * channel(rgb >> 8 & 0xff) + 0.0722 * channel(rgb & 0xff);
    }

    private static double channel(int value) {
        double s = value / 255.0;
        return s <= 0.04045 ? s / 12.92 : Math.pow((s + 0.055) / 1.055, 2.4);
    }
}
