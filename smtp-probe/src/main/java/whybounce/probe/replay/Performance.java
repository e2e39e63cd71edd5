package whybounce.probe.replay;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import whybounce.probe.replay.Script.Step;
import whybounce.probe.session.TlsReport;

/** One performance of a script, to one client. */
final class Performance {

    /** Of a line; more of it is passed over. RFC 5321 section 4.5.3.1.4 allows 512, RFC 4954 section 4 12,288. */
    private static final int MAX_LINE = 64 << 10;

    /** Ours, and the only thing that the real server did not say. */
    private static final String AT_END = "421 4.3.0 This is a replay, and what was recorded ends here\r\n";

    private final Socket client;
    private final Optional<ServerCertificate> certificate;
    private final Consumer<String> teller;
    private InputStream in;
    private OutputStream out;
    private String pending = "";
    private boolean hasPending;
    private long chunk;

    Performance(Socket client, Optional<ServerCertificate> certificate, Consumer<String> teller) throws IOException {
        this.client = client;
        this.certificate = certificate;
        this.in = new BufferedInputStream(client.getInputStream());
        this.out = client.getOutputStream();
        this.teller = teller;
    }

    void play(List<Step> steps) throws IOException {
        if (perform(steps)) {
            afterwards();
        }
    }

    /** Whether it came to the end, and the client is still there. */
    private boolean perform(List<Step> steps) throws IOException {
        for (var step : steps) {
            if (!perform(step)) {
                return false;
            }
        }
        return true;
    }

    private boolean perform(Step step) throws IOException {
        return switch (step) {
            case Step.Say(var bytes) -> say(bytes.toByteArray());
            case Step.HearLine(var verb) -> hears(verb);
            case Step.HearOctets(var count) -> skip(count);
            case Step.HearMessage() -> hearsMessage();
            case Step.HearChunk() -> skip(chunk);
            case Step.Encrypt(var recorded) -> encrypt(recorded);
            case Step.BreakHandshake() -> breakHandshake();
            case Step.FallSilent() -> drain();
            case Step.Close() -> close();
            case Step.Reset() -> reset();
        };
    }

    private boolean say(byte[] bytes) throws IOException {
        out.write(bytes);
        return true;
    }

    private boolean hears(String verb) throws IOException {
        if (!hear()) {
            return gone();
        }
        var said = verbOf(pending);
        hasPending = false;
        if (!verb.isEmpty() && !said.equals(verb)) {
            teller.accept("The client said " + (said.isEmpty() ? "nothing" : said) + " where " + verb
                    + " was recorded; the connection is closed.");
            return close();
        }
        if (said.equals("BDAT")) {
            chunk = octets(pending);
        }
        return true;
    }

    private boolean gone() {
        teller.accept("The client left before the end of what was recorded.");
        return false;
    }

    private static String verbOf(String line) {
        return line.strip().split(" ", 2)[0].toUpperCase(Locale.ROOT);
    }

    private static long octets(String bdat) {
        var words = bdat.strip().split(" +", -1);
        try {
            return words.length > 1 ? Long.parseLong(words[1]) : 0;
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }

    private boolean encrypt(TlsReport recorded) throws IOException {
        var ahead =
                new ByteArrayInputStream(in.readNBytes(in.available())); // A PROXY header may come with a handshake.
        var tls = certificate
                .orElseThrow(() -> new IllegalStateException("a script with encryption, and no certificate"))
                .over(client, ahead);
        recorded.agreed()
                .map(TlsReport.Agreed::protocol)
                .filter(List.of(tls.getEnabledProtocols())::contains)
                .ifPresent(protocol -> tls.setEnabledProtocols(new String[] {protocol}));
        try {
            tls.startHandshake();
        } catch (SSLException refused) {
            teller.accept("The client did not like the handshake: " + refused.getMessage());
            return close();
        }
        in = new BufferedInputStream(tls.getInputStream());
        out = tls.getOutputStream();
        return true;
    }

    private boolean breakHandshake() throws IOException {
        teller.accept("The handshake failed when this was recorded; the connection is closed in it.");
        return in.read() < 0 ? gone() : close();
    }

    private boolean hearsMessage() throws IOException {
        while (hear()) {
            hasPending = false;
            if (pending.equals(".")) {
                return true;
            }
        }
        return gone();
    }

    private boolean skip(long count) throws IOException {
        in.skipNBytes(count);
        return true;
    }

    /** What the client says when all was said. */
    private void afterwards() throws IOException {
        if (hear()) {
            teller.accept("The client said " + verbOf(pending) + " where nothing more was recorded.");
            say(AT_END.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private boolean drain() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
        return false;
    }

    private boolean close() throws IOException {
        out.close(); // In encryption this says goodbye.
        client.close();
        return false;
    }

    private boolean reset() throws IOException {
        client.setSoLinger(true, 0);
        client.close();
        return false;
    }

    /** Whether there is a line; it stays until somebody takes it. */
    private boolean hear() throws IOException {
        if (hasPending) {
            return true;
        }
        var line = new StringBuilder();
        int octet = in.read();
        while (octet >= 0 && octet != '\n') {
            if (octet != '\r' && line.length() < MAX_LINE) {
                line.append((char) octet);
            }
            octet = in.read();
        }
        pending = line.toString();
        hasPending = octet >= 0;
        return hasPending;
    }
}
