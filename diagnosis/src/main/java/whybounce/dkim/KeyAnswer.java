package whybounce.dkim;

import java.util.List;

/** What the DNS has at the name of a key. */
public sealed interface KeyAnswer {

    /** Texts, at least one. */
    record Records(List<String> texts) implements KeyAnswer {
        public Records {
            texts = List.copyOf(texts);
        }
    }

    record Missing() implements KeyAnswer {}

    /** Nobody knows. */
    record Unasked(String why) implements KeyAnswer {}
}
