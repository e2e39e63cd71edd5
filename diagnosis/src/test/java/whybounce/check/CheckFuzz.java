package whybounce.check;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import whybounce.check.dkim.DkimKeyChecks;
import whybounce.check.dmarc.DmarcChecks;
import whybounce.check.host.HostChecks;
import whybounce.check.route.RouteChecks;
import whybounce.check.spf.SpfAdvice;
import whybounce.check.spf.SpfChecks;
import whybounce.check.tls.TlsPolicyChecks;
import whybounce.dns.IpText;
import whybounce.dns.MapDns;

/** Fuzz target: any octets in any record that is read; what is told of them is printable. */
public final class CheckFuzz {

    private static final DomainName DOMAIN = DomainName.of("example.com").orElseThrow();

    private CheckFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        var text = new String(data, StandardCharsets.ISO_8859_1);
        var dns = new MapDns(Map.of(
                "example.com", List.of("TXT v=spf1 " + text, "MX 10 mx.example.com"),
                "_dmarc.example.com", List.of("TXT v=DMARC1;" + text),
                "_mta-sts.example.com", List.of("TXT v=STSv1;" + text),
                "_smtp._tls.example.com", List.of("TXT v=TLSRPTv1;" + text),
                "s._domainkey.example.com", List.of("TXT " + text),
                "_25._tcp.mx.example.com", List.of("TLSA 3 1 1 " + text.replace(" ", "") + " ", "AD"),
                "203.0.113.5", List.of("PTR " + text)));
        var address = IpText.address("203.0.113.5").orElseThrow();
        told(new SpfChecks(dns).record(DOMAIN));
        told(List.of(new SpfChecks(dns).address(DOMAIN, address, text)));
        told(new DmarcChecks(dns).record(DOMAIN));
        told(new TlsPolicyChecks(dns).of(DOMAIN, RouteChecks.Side.OURS));
        told(new RouteChecks(dns).of(DOMAIN, RouteChecks.Side.OURS));
        told(new HostChecks(dns).of(address, Optional.empty()));
        told(List.of(new DkimKeyChecks(dns).of(DOMAIN, "s")));
        SpfAdvice.mended(text);
        SpfAdvice.merged(List.of(text, "v=spf1 " + text));
    }

    private static void told(List<Finding> findings) {
        for (var finding : findings) {
            printable(finding.says());
            finding.evidence().forEach(CheckFuzz::printable);
            finding.remedy().map(Remedy::step).ifPresent(CheckFuzz::printable);
        }
    }

    private static void printable(String line) {
        if (!Foreign.isPrintable(line)) {
            throw new IllegalStateException("not printable: " + line);
        }
    }
}
