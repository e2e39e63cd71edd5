package whybounce.check.tls;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import whybounce.check.tls.PolicyFetch.Fetched;

/** What a web server answered to the question for a policy. Reading it ends well whatever it holds. */
final class PolicyAnswer {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");

    private PolicyAnswer() {}

    /**
     * Reads one.
     *
     * @param answer header and file, up to the end, a character for each octet
     */
    static Fetched read(String answer) {
        if (answer.length() > HttpsPolicyFetch.MOST_OCTETS) {
            return new Fetched.Failed("the answer has more than 64 kB");
        }
        var parts = answer.split("\r?\n\r?\n", 2);
        var header = List.of(parts[0].split("\r?\n", -1));
        var status = STATUS.matcher(header.getFirst());
        if (parts.length < 2 || !status.matches()) {
            return new Fetched.Failed("what came is no answer of a web server");
        }
        return read(status.group(1), header, parts[1]);
    }

    private static Fetched read(String status, List<String> header, String file) {
        if (status.startsWith("3")) {
            // RFC 8461 section 3.3: redirects must not be followed.
            return new Fetched.Failed("the web server sends elsewhere (" + status + "), which nobody may follow");
        }
        if (!status.equals("200")) {
            return new Fetched.Failed("the web server answered " + status);
        }
        // RFC 8461 section 3.2: the media type is text/plain.
        var type = field(header, "content-type").orElse("");
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase("text/plain")) {
            return new Fetched.Failed("it is not sent as text/plain");
        }
        if (field(header, "transfer-encoding").isPresent()
                || field(header, "content-encoding").isPresent()) {
            return new Fetched.Failed("it is sent in an encoding that was not asked for");
        }
        var length = field(header, "content-length").orElse(String.valueOf(file.length()));
        return length.equals(String.valueOf(file.length()))
                ? new Fetched.Text(file)
                : new Fetched.Failed("the connection ended before all of it had come");
    }

    private static Optional<String> field(List<String> header, String name) {
        return header.stream()
                .skip(1)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }
}
