package whybounce.explain;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** The frames of one language. */
public final class Frames {

    private static final Frames ENGLISH = load(Locale.ENGLISH).orElseThrow();

    private final Map<Frame, String> texts;
    private final Set<Frame> withPlaces = EnumSet.noneOf(Frame.class);
    private final Locale locale;
    private final DateTimeFormatter date;

    private Frames(Map<Frame, String> texts, Locale locale) {
        this.texts = texts;
        texts.forEach((frame, text) -> {
            if (Template.hasPlaces(text)) {
                withPlaces.add(frame);
            }
        });
        this.locale = locale;
        this.date = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm 'UTC'", locale)
                .withZone(ZoneOffset.UTC);
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
        var text = texts.getOrDefault(frame, "");
        return withPlaces.contains(frame) ? Template.fill(text, values) : text;
    }

    /** A moment as people write it, with its zone. */
    public String moment(Instant time) {
        return date.format(time);
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
        try (var in = Frames.class.getResourceAsStream("frames-" + locale.getLanguage() + ".properties")) {
            if (in == null) {
                return Optional.empty();
            }
            var properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return Optional.of(new Frames(texts(properties), locale));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<Frame, String> texts(Properties properties) {
        var texts = new EnumMap<Frame, String>(Frame.class);
        for (var frame : Frame.values()) {
            var text = properties.getProperty(frame.key());
            if (text == null) {
                throw new IllegalStateException("no words for " + frame.key());
            }
            texts.put(frame, text.strip());
        }
        if (properties.size() != texts.size()) {
            throw new IllegalStateException("words that no frame asks for");
        }
        return texts;
    }
}
