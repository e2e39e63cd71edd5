package whybounce.testbed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import whybounce.failure.Stage;

/**
 * How a scripted SMTP server behaves, as a small text:
 *
 * <pre>
 * # what is not said here goes well
 * greet: 220 mx.example.org ESMTP
 * offer: SIZE 1000, DSN
 * on RCPT bad@: 550 5.1.1 no such user
 * on RCPT grey@: 451 4.7.1 greylisted
 *   then: 250 2.1.5 ok
 * on end-of-data: 550-5.7.26 first line
 *   550 5.7.26 second line
 * starttls: mx.example.org
 * drop at DATA
 * silent at GREETING
 * </pre>
 *
 * An indented line that is not {@code then:} is the next line of the reply above. {@code then:} answers from the second
 * time on, and so forth; the last answer stands for all later ones. The word after a command must occur in its argument,
 * for {@code end-of-data} in the recipients. {@code starttls:} names the host of a self-signed certificate, or gives the
 * reply that refuses. Escapes are those of {@link Answer}.
 */
public final class Dialogue {

    private static final Pattern RULE = Pattern.compile("on ([\\w-]+)(?: ([^:]+))?:\\s?(.*)");
    private static final Pattern SETTING = Pattern.compile("(greet|offer|starttls|then):\\s?(.*)");
    private static final Pattern DEED = Pattern.compile("(drop|silent|reset) at ([\\w-]+)");
    private static final List<String> USUAL_OFFER = List.of("PIPELINING", "8BITMIME", "ENHANCEDSTATUSCODES");

    /** What is answered at a stage to an argument that contains {@code word}, first time, second time and so on. */
    record Rule(Stage stage, String word, List<String> texts) {

        boolean fits(Stage at, String argument) {
            return stage == at && argument.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
        }

        Answer answer(int time) {
            return Answer.parse(texts.get(Math.min(time, texts.size() - 1)));
        }
    }

    private final List<Rule> rules = new ArrayList<>();
    private List<String> offer = USUAL_OFFER;
    private Optional<String> tlsHost = Optional.empty();

    private Dialogue() {}

    /**
     * Reads a dialogue.
     *
     * @throws IllegalArgumentException naming the line that is not understood
     */
    public static Dialogue parse(String text) {
        var dialogue = new Dialogue();
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(dialogue::read);
        return dialogue;
    }

    /** A server that takes everything. */
    public static Dialogue friendly() {
        return new Dialogue();
    }

    private void read(String line) {
        var trimmed = line.strip();
        var setting = SETTING.matcher(trimmed);
        var rule = RULE.matcher(trimmed);
        var deed = DEED.matcher(trimmed);
        if (setting.matches()) {
            set(setting.group(1), setting.group(2));
        } else if (Character.isWhitespace(line.charAt(0))) {
            lastTexts().add(lastTexts().removeLast() + "\\n" + trimmed);
        } else if (rule.matches()) {
            var word = Optional.ofNullable(rule.group(2)).orElse("");
            add(stage(rule.group(1)), word, rule.group(3));
        } else if (deed.matches()) {
            add(stage(deed.group(2)), "", "\\" + deed.group(1));
        } else {
            throw new IllegalArgumentException("not understood: " + line);
        }
    }

    private void set(String name, String value) {
        switch (name) {
            case "greet" -> add(Stage.GREETING, "", value);
            case "then" -> lastTexts().add(value);
            case "offer" -> offer = List.of(value.split(",\\s*"));
            default -> starttls(value);
        }
    }

    private void starttls(String value) {
        var offered = new ArrayList<>(offer);
        offered.add("STARTTLS");
        offer = List.copyOf(offered);
        if (value.matches("\\d{3}[ -].*")) {
            add(Stage.STARTTLS, "", value);
        } else {
            tlsHost = Optional.of(value);
            add(Stage.STARTTLS, "", "220 2.0.0 ready\\tls");
        }
    }

    private void add(Stage stage, String word, String text) {
        rules.add(new Rule(stage, word, new ArrayList<>(List.of(text))));
    }

    private List<String> lastTexts() {
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("a continuation with nothing above");
        }
        return rules.getLast().texts();
    }

    private static Stage stage(String name) {
        return Stage.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    Optional<Rule> rule(Stage stage, String argument) {
        return rules.stream().filter(rule -> rule.fits(stage, argument)).findFirst();
    }

    List<String> offer() {
        return offer;
    }

    Optional<String> tlsHost() {
        return tlsHost;
    }
}
