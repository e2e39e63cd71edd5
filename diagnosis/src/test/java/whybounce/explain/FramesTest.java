package whybounce.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FramesTest {

    private final Frames english = Frames.of(Locale.ENGLISH);

    @ParameterizedTest
    @EnumSource
    void every_frame_has_words(Frame frame) {
        assertThat(english.text(frame)).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "PT89S,1 minute",
        "PT20M,20 minutes",
        "PT3H10M,3 hours",
        "PT47H,47 hours",
        "PT48H,2 days",
        "PT119H50M,5 days",
        "P5D,5 days"
    })
    void spans(Duration span, String words) {
        assertThat(english.span(span)).isEqualTo(words);
    }

    @Test
    void moments_name_their_zone() {
        assertThat(english.moment(Instant.parse("2026-11-25T08:05:00Z")))
                .isEqualTo("Wednesday, 25 November 2026, 08:05 UTC");
    }

    @Test
    void a_language_without_frames_is_told_in_english() {
        assertThat(Frames.of(Locale.JAPANESE).locale()).isEqualTo(Locale.ENGLISH);
        assertThat(Frames.of(Locale.UK)).isSameAs(english);
    }
}
