package whybounce.probe.watch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts what happened as JSON, signed: {@code Whybounce-Timestamp} has the seconds since 1970, and
 * {@code Whybounce-Signature} is {@code sha256=} and the HMAC-SHA256 (RFC 2104) of that number, a dot and the body, in hex.
 */
final class WebhookAlarm implements Alarm {

    static final String TIMESTAMP = "Whybounce-Timestamp";
    static final String SIGNATURE = "Whybounce-Signature";

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int GOOD = 2;
    private static final String HMAC = "HmacSHA256";

    private final URI address;
    private final String secret;
    private final Clock clock;

    /** Nothing follows a redirection: the signature is for this address. */
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(LONGEST)
            .followRedirects(Redirect.NEVER)
            .build();

    WebhookAlarm(URI address, String secret, Clock clock) {
        this.address = address;
        this.secret = secret;
        this.clock = clock;
    }

    @Override
    public String way() {
        return "webhook";
    }

    @Override
    public void tell(Change change) throws IOException, InterruptedException {
        var body = change.json();
        var time = String.valueOf(clock.instant().getEpochSecond());
        var request = HttpRequest.newBuilder(address)
                .timeout(LONGEST)
                .header("Content-Type", "application/json")
                .header("User-Agent", "smtp-probe (whybounce)")
                .header(TIMESTAMP, time)
                .header(SIGNATURE, "sha256=" + signature(secret, time + "." + body))
                .POST(BodyPublishers.ofString(body, StandardCharsets.US_ASCII))
                .build();
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        if (status / 100 != GOOD) {
            throw new IOException("it answered with status " + status);
        }
    }

    static String signature(String secret, String signed) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            // Every Java has it: the documentation of Mac names it.
            throw new IllegalStateException(e);
        }
    }
}
