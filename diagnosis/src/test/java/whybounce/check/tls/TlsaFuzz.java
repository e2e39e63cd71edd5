package whybounce.check.tls;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import whybounce.check.DomainName;
import whybounce.check.tls.MailServers.Seen;
import whybounce.dns.Answer.Found;
import whybounce.dns.Response;
import whybounce.dns.Tlsa;

/** Fuzz target: any octets as TLSA records, beside a server's certificate; what is told of them is printable. */
public final class TlsaFuzz {

    private static final DomainName DOMAIN = DomainName.of("example.org").orElseThrow();
    private static final Seen SEEN = new Seen.Encrypted("TLSv1.3", Certificates.chain("server"), List.of());

    private TlsaFuzz() {}

    /** The first octet says how long each record is. */
    public static void fuzzerTestOneInput(byte[] data) {
        int length = data.length == 0 ? 1 : 1 + (data[0] & 0xff);
        var records = new ArrayList<Tlsa>();
        for (int at = 1; at + 3 <= data.length; at += length + 3) {
            var octets = Arrays.copyOfRange(data, at + 3, Math.min(data.length, at + 3 + length));
            records.add(new Tlsa(
                    data[at] & 0xff,
                    data[at + 1] & 0xff,
                    data[at + 2] & 0xff,
                    HexFormat.of().formatHex(octets)));
        }
        if (!records.isEmpty()) {
            var server = new DaneChecks.Server(DOMAIN, "mx.example.org", true, Optional.of(SEEN));
            var response = new Response<Tlsa>(new Found<>(records), Duration.ZERO, true, List.of());
            new DaneChecks(Clock.systemUTC()).of(server, response).ifPresent(MtaStsFuzz::printable);
        }
    }
}
