package whybounce.mailets;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import whybounce.catalogue.Cause;
import whybounce.catalogue.Words;
import whybounce.mailets.james.OriginalMessage;
import whybounce.mailets.own.Knowledge;

/** The language in which a sender is told: the original's, where there are words in it; English otherwise. */
record Language(Supplier<Knowledge> knowledge) {

    Locale of(OriginalMessage original) {
        return Stream.of("Content-Language", "Accept-Language")
                .flatMap(name -> original.header(name).stream())
                .flatMap(value -> ranges(value).stream())
                .map(range -> Locale.forLanguageTag(range.getRange()))
                .filter(this::isSpoken)
                .findFirst()
                .orElse(Locale.ENGLISH);
    }

    // RFC 8255, RFC 3282: a list of tags; Accept-Language may weigh them. The JDK reads both, best first.
    private static List<Locale.LanguageRange> ranges(String value) {
        try {
            return Locale.LanguageRange.parse(value);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private boolean isSpoken(Locale locale) {
        return locale.getLanguage().equals(Locale.ENGLISH.getLanguage())
                || !words(locale).equals(words(Locale.ENGLISH));
    }

    private Words words(Locale locale) {
        return knowledge.get().catalogue().words(Cause.UNKNOWN, locale);
    }
}
