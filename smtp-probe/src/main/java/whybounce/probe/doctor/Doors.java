package whybounce.probe.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import whybounce.probe.session.ConversationEnded;
import whybounce.probe.session.Endpoint;
import whybounce.probe.session.LineConnection;
import whybounce.probe.session.OwnName;
import whybounce.probe.session.SessionOptions;
import whybounce.probe.session.SmtpSession;
import whybounce.probe.session.Tls;
import whybounce.probe.session.TlsReport;
import whybounce.probe.session.Verdict;

/** Opens the ports of a server that mail programs use, and sees what each offers. Nobody logs in. */
final class Doors {

    /** Lines of an answer; servers give a dozen. */
    private static final int MOST_LINES = 64;

    private final Map<Door, Integer> ports;
    private final Optional<Set<X509Certificate>> anchors;
    private final Clock clock;

    /** A port that mail programs use (RFC 8314 section 7.3, RFC 3501, RFC 1939). */
    enum Door {
        SUBMISSION_TLS(465, "SMTP with SSL/TLS"),
        SUBMISSION(587, "SMTP with STARTTLS"),
        IMAP_TLS(993, "IMAP with SSL/TLS"),
        POP3_TLS(995, "POP3 with SSL/TLS"),
        IMAP(143, "IMAP with STARTTLS"),
        POP3(110, "POP3 with STARTTLS");

        private final int port;
        private final String words;

        Door(int port, String words) {
            this.port = port;
            this.words = words;
        }

        int port() {
            return port;
        }

        String words() {
            return words;
        }

        boolean isForSending() {
            return this == SUBMISSION || this == SUBMISSION_TLS;
        }

        boolean isEncryptedAtOnce() {
            return this == SUBMISSION_TLS || this == IMAP_TLS || this == POP3_TLS;
        }
    }

    /**
     * What a port offers.
     *
     * @param trouble what went wrong, in words; with a {@code tls} it was the encryption
     * @param reached whether there was a connection
     * @param tls what the handshake showed
     * @param clear ways to log in that are offered without encryption
     * @param encrypted ways to log in that are offered with it
     */
    record Offer(
            Door door,
            boolean reached,
            Optional<String> trouble,
            Optional<TlsReport> tls,
            List<String> clear,
            List<String> encrypted) {

        Offer {
            clear = List.copyOf(clear);
            encrypted = List.copyOf(encrypted);
        }

        private static Offer unreached(Door door, String why) {
            return new Offer(door, false, Optional.of(why), Optional.empty(), List.of(), List.of());
        }

        boolean isEncrypted() {
            return tls.flatMap(TlsReport::agreed).isPresent();
        }
    }

    /**
     * Opens ports.
     *
     * @param ports others than the usual ones, for tests
     * @param anchors whom to trust; empty for those of the Java installation
     */
    Doors(Map<Door, Integer> ports, Optional<Set<X509Certificate>> anchors, Clock clock) {
        this.ports = Map.copyOf(ports);
        this.anchors = anchors;
        this.clock = clock;
    }

    Offer open(Door door, String host, InetAddress address) {
        var endpoint = Endpoint.given(host, address, ports.getOrDefault(door, door.port()));
        return door.isForSending() ? submission(door, endpoint) : retrieval(door, endpoint);
    }

    private Tls tls(Endpoint endpoint) {
        var tls = Tls.of(endpoint.host());
        return anchors.map(tls::trusting).orElse(tls);
    }

    private Offer submission(Door door, Endpoint endpoint) {
        var options = SessionOptions.USUAL.with(LiveServers.PATIENCE);
        var clear = new ArrayList<String>();
        try (var smtp =
                new SmtpSession(endpoint, door.isEncryptedAtOnce() ? options.with(tls(endpoint)) : options, clock)) {
            try {
                return submission(door, endpoint, smtp, clear);
            } catch (ConversationEnded ended) {
                boolean reached = ended.verdict() != Verdict.UNREACHABLE;
                return new Offer(
                        door, reached, Optional.of(String.valueOf(ended.getMessage())), smtp.tls(), clear, List.of());
            }
        }
    }

    private Offer submission(Door door, Endpoint endpoint, SmtpSession smtp, List<String> clear)
            throws ConversationEnded {
        if (!smtp.connect().isPositive() || !smtp.hello(OwnName.get()).isPositive()) {
            return new Offer(door, true, Optional.of("it turned us away"), smtp.tls(), List.of(), List.of());
        }
        if (!smtp.isEncrypted()) {
            clear.addAll(smtp.capabilities().mechanisms());
            if (!smtp.capabilities().offers("STARTTLS")
                    || !smtp.startTls(tls(endpoint)).isPositive()) {
                smtp.quit();
                return new Offer(door, true, Optional.empty(), smtp.tls(), clear, List.of());
            }
            smtp.hello(OwnName.get());
        }
        var encrypted = smtp.capabilities().mechanisms();
        smtp.quit();
        return new Offer(door, true, Optional.empty(), smtp.tls(), clear, encrypted);
    }

    private Offer retrieval(Door door, Endpoint endpoint) {
        try (var lines = new LineConnection(LiveServers.PATIENCE, clock)) {
            try {
                lines.connect(endpoint);
            } catch (IOException fault) {
                return Offer.unreached(door, LineConnection.words(fault, endpoint));
            }
            return retrieval(door, endpoint, lines);
        }
    }

    private Offer retrieval(Door door, Endpoint endpoint, LineConnection lines) {
        var clear = new ArrayList<String>();
        boolean inHandshake = false;
        try {
            if (door.isEncryptedAtOnce()) {
                inHandshake = true;
                lines.encrypt(tls(endpoint));
                inHandshake = false;
                lines.hear();
            } else {
                lines.hear();
                var offered = offered(door, lines);
                clear.addAll(mechanisms(door, offered));
                if (!startsTls(door, offered, lines)) {
                    return new Offer(door, true, Optional.empty(), Optional.empty(), clear, List.of());
                }
                inHandshake = true;
                lines.encrypt(tls(endpoint));
                inHandshake = false;
            }
            var encrypted = mechanisms(door, offered(door, lines));
            lines.say(isImap(door) ? "z LOGOUT" : "QUIT");
            return new Offer(door, true, Optional.empty(), lines.tls(), clear, encrypted);
        } catch (IOException fault) {
            var words =
                    inHandshake ? LineConnection.wordsOfHandshake(fault) : "it did not answer as such a server does";
            return new Offer(door, true, Optional.of(words), lines.tls(), clear, List.of());
        }
    }

    private static boolean isImap(Door door) {
        return door == Door.IMAP || door == Door.IMAP_TLS;
    }

    /** The words of CAPABILITY (RFC 3501 section 7.2.1) or the lines of CAPA (RFC 2449), in upper case. */
    private static List<String> offered(Door door, LineConnection lines) throws IOException {
        lines.say(isImap(door) ? "a CAPABILITY" : "CAPA");
        var offered = new ArrayList<String>();
        for (int i = 0; i < MOST_LINES; i++) {
            var line = lines.hear().toUpperCase(Locale.ROOT);
            if (isImap(door) && line.startsWith("* CAPABILITY ")) {
                offered.addAll(Arrays.asList(line.split(" ", -1)));
            }
            if (isImap(door) ? line.startsWith("A ") : line.equals(".") || line.startsWith("-ERR")) {
                return offered;
            }
            if (!isImap(door)) {
                offered.add(line);
            }
        }
        throw new IOException("an answer without end");
    }

    private static boolean startsTls(Door door, List<String> offered, LineConnection lines) throws IOException {
        if (!offered.contains(isImap(door) ? "STARTTLS" : "STLS")) {
            return false;
        }
        lines.say(isImap(door) ? "b STARTTLS" : "STLS");
        return lines.hear().toUpperCase(Locale.ROOT).startsWith(isImap(door) ? "B OK" : "+OK");
    }

    /** Ways to log in; LOGIN and USER are the commands with name and password. */
    private static List<String> mechanisms(Door door, List<String> offered) {
        var mechanisms = new ArrayList<String>();
        if (isImap(door)) {
            if (!offered.contains("LOGINDISABLED")) {
                mechanisms.add("LOGIN");
            }
            offered.stream()
                    .filter(word -> word.startsWith("AUTH="))
                    .map(word -> word.substring("AUTH=".length()))
                    .forEach(mechanisms::add);
        } else {
            if (offered.contains("USER")) {
                mechanisms.add("USER");
            }
            offered.stream()
                    .filter(line -> line.startsWith("SASL "))
                    .forEach(line -> mechanisms.addAll(
                            Arrays.asList(line.substring("SASL ".length()).split(" ", -1))));
        }
        return mechanisms.stream().distinct().toList();
    }
}
