package whybounce.explain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import whybounce.table.TableReader;
import whybounce.table.Tables;

/** The frames of one language, from the table that {@link CompileFrames} wrote. */
public final class Frames {

    private static final Frames ENGLISH = load(Locale.ENGLISH).orElseThrow();

    private final Map<Frame, String> texts = new EnumMap<>(Frame.class);

    private final Locale locale;

    private Frames(TableReader table, Locale locale) {
        for (var frame : Frame.values()) {
            texts.put(frame, table.text());
        }
        this.locale = locale;
    }

    /** The frames nearest to {@code locale}; English where there are none nearer. */
    public static Frames of(Locale locale) {
        if (locale.getLanguage().equals("en")) {
            return ENGLISH;
        }
        return load(Locale.of(locale.getLanguage())).orElse(ENGLISH);
    }

    public Locale locale() {
        return locale;
    }

    public String text(Frame frame) {
        return text(frame, Map.of());
    }

    /** The frame with {@code values} in its places. */
    public String text(Frame frame, Map<String, String> values) {
        return Template.fill(texts.getOrDefault(frame, ""), values);
    }

    /** A moment as people write it, with its zone. */
    public String moment(Instant time) {
        return DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm 'UTC'", locale)
                .withZone(ZoneOffset.UTC)
                .format(time);
    }

    /** A length of time of a minute or more in its largest fitting unit, rounded to the nearest. */
    public String span(Duration span) {
        if (span.toHours() >= 48) {
            return counted(span.plusHours(12).toDays(), Frame.SPAN_DAY, Frame.SPAN_DAYS);
        }
        if (span.toMinutes() >= 120) {
            return counted(span.plusMinutes(30).toHours(), Frame.SPAN_HOUR, Frame.SPAN_HOURS);
        }
        return counted(Math.max(1, span.plusSeconds(30).toMinutes()), Frame.SPAN_MINUTE, Frame.SPAN_MINUTES);
    }

    private String counted(long n, Frame one, Frame many) {
        return text(n == 1 ? one : many, Map.of("n", Long.toString(n)));
    }

    private static Optional<Frames> load(Locale locale) {
        var table =
                Tables.find(Frames.class, "frames-".concat(locale.getLanguage()).concat(".table"));
        return table.isEmpty() ? Optional.empty() : Optional.of(new Frames(new TableReader(table.get()), locale));
    }
}
