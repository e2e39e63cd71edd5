package whybounce.dsn.write;

import java.util.List;
import whybounce.explain.Explanation;

/** An explanation with its recipient's address blanked out, to compare it with another recipient's. */
final class Blanked {

    private static final String BLANK = "\uFFFC";

    private Blanked() {}

    static Explanation of(Explanation e, String address) {
        return new Explanation(
                of(e.headline(), address),
                of(e.reason(), address),
                of(e.happened(), address),
                e.whoMustAct(),
                of(e.actor(), address),
                of(e.steps(), address),
                of(e.retry(), address),
                e.confidence(),
                of(e.postmaster(), address),
                of(e.postmasterSteps(), address),
                e.locale());
    }

    private static String of(String text, String address) {
        return text.replace(address, BLANK);
    }

    private static List<String> of(List<String> texts, String address) {
        return texts.stream().map(text -> of(text, address)).toList();
    }
}
