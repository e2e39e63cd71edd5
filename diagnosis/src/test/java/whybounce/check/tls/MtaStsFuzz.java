package whybounce.check.tls;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import whybounce.check.DomainName;
import whybounce.check.Finding;
import whybounce.check.Foreign;
import whybounce.check.Remedy;
import whybounce.check.tls.MailServers.Seen;
import whybounce.check.tls.PolicyFetch.Fetched;
import whybounce.dns.MapDns;

/** Fuzz target: any octets as a policy of MTA-STS and as a web server's answer; what is told of them is printable. */
public final class MtaStsFuzz {

    private static final DomainName DOMAIN = DomainName.of("example.org").orElseThrow();
    private static final MapDns DNS = new MapDns(Map.of("_mta-sts.example.org", List.of("TXT v=STSv1; id=1")));

    private MtaStsFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        var text = new String(data, StandardCharsets.ISO_8859_1);
        told(new Fetched.Text(text));
        told(new Fetched.Text("version: STSv1\nmode: enforce\nmax_age: 9\nmx: " + text));
        told(PolicyAnswer.read(text));
        told(PolicyAnswer.read("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n" + text));
    }

    private static void told(Fetched fetched) {
        Map<String, Optional<Seen>> servers = Map.of("mx.example.org", Optional.empty());
        new MtaStsChecks(DNS, Optional.of(domain -> fetched))
                .of(DOMAIN, () -> servers)
                .forEach(MtaStsFuzz::printable);
    }

    static void printable(Finding finding) {
        boolean all = Foreign.isPrintable(finding.says())
                && finding.evidence().stream().allMatch(Foreign::isPrintable)
                && finding.remedy()
                        .map(Remedy::step)
                        .filter(step -> !Foreign.isPrintable(step))
                        .isEmpty();
        if (!all) {
            throw new IllegalStateException("not printable: " + finding);
        }
    }
}
