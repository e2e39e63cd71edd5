package whybounce.check.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.james.jspf.core.DNSRequest;
import org.apache.james.jspf.core.DNSService;
import org.apache.james.jspf.core.exceptions.TimeoutException;
import org.apache.james.jspf.impl.SPF;
import org.junit.jupiter.api.Test;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.Found;
import whybounce.dns.Dns;
import whybounce.dns.Mx;
import whybounce.dns.Question;

/** Our table, as Apache jSPF sees it: where it disagrees, we know why. */
class SecondOpinionTest {

    /** Cases of the table in which jSPF comes to something else, against the RFC or where it leaves a choice. */
    private static final Set<String> DISAGREES = Set.of(
            "three terms that come to nothing: pass", // it does not count them
            "no record of the type is nothing too: fail",
            "eleven mail servers: pass", // as RFC 4408 had it
            "a leading zero: pass",
            "the validated name: fail"); // it gives up at the first name that does not lead back

    @Test
    void jspfAgrees() {
        var others = new ArrayList<String>();
        SpfTest.TABLE.lines().map(line -> line.split("\\s*\\|", -1)).forEach(row -> {
            var theirs = new SPF(new Asked(SpfTest.dns(row[2])))
                    .checkSPF("192.0.2.10", "ann@example.com", "mail.example.com")
                    .getResult();
            if (!theirs.equals(row[3])) {
                others.add(row[1] + ": " + theirs);
            }
        });
        assertThat(others).containsExactlyInAnyOrderElementsOf(DISAGREES);
    }

    /** Our DNS, as jSPF asks for it. */
    private record Asked(Dns dns) implements DNSService {

        @Override
        public List<String> getRecords(DNSRequest request) throws TimeoutException {
            var name = request.getHostname();
            var answer = switch (request.getRecordType()) {
                case DNSRequest.A -> dns.ask(Question.a(name));
                case DNSRequest.AAAA -> dns.ask(Question.aaaa(name));
                case DNSRequest.MX -> dns.ask(Question.mx(name));
                case DNSRequest.PTR -> dns.ask(new Question<>(name, whybounce.dns.RecordType.PTR));
                case DNSRequest.TXT -> dns.ask(Question.txt(name));
                default -> dns.ask(Question.tlsa(name));
            };
            if (answer instanceof CouldNotAsk) {
                throw new TimeoutException("no answer");
            }
            return answer instanceof Found<?>(var records)
                    ? new ArrayList<>(records.stream().map(Asked::text).toList()) // it changes them
                    : new ArrayList<>();
        }

        private static String text(Object record) {
            return switch (record) {
                case java.net.InetAddress address -> address.getHostAddress();
                case Mx mx -> mx.host();
                default -> record.toString();
            };
        }

        @Override
        public CompletionStage<List<String>> getRecordsAsync(DNSRequest request) {
            try {
                return CompletableFuture.completedFuture(getRecords(request));
            } catch (TimeoutException late) {
                return CompletableFuture.failedFuture(late);
            }
        }

        @Override
        public List<String> getLocalDomainNames() {
            return List.of();
        }

        @Override
        public void setTimeOut(int seconds) {}

        @Override
        public int getRecordLimit() {
            return 0;
        }

        @Override
        public void setRecordLimit(int records) {}
    }
}
