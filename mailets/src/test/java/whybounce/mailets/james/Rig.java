package whybounce.mailets.james;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.james.core.builder.MimeMessageBuilder;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.transport.mailets.remote.delivery.ExecutionResult;
import org.apache.james.transport.mailets.remote.delivery.ExecutionResult.ExecutionState;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import whybounce.catalogue.Catalogue;
import whybounce.dns.MapDns;
import whybounce.failure.OutcomeJson;
import whybounce.failure.RecipientOutcome;
import whybounce.mailets.checks.Traffic;
import whybounce.mailets.own.Knowledge;

/** A delivery with a DNS made of a map and servers on loopback, without a James around it. */
final class Rig implements AutoCloseable {

    static final String DOMAIN = "example.org";

    private static final Knowledge KNOWLEDGE = Knowledge.of(Catalogue.shipped());

    private final Map<String, String> parameters = new HashMap<>(Map.of(
            "resolver",
            "127.0.0.1:1",
            "bounceProcessor",
            "bounces",
            "timeout",
            "700",
            "heloName",
            "relay.example.net"));
    private final Map<String, List<String>> zone = new HashMap<>();
    private final List<ScriptedServer> servers = new ArrayList<>();
    final FakeMailContext context = FakeMailContext.defaultContext();
    final Traffic traffic = new Traffic();
    final KeptQueue queue = new KeptQueue();
    final RecordingMetricFactory metrics = new RecordingMetricFactory();

    Rig with(String parameter, String value) {
        parameters.put(parameter, value);
        return this;
    }

    Rig dns(String name, String... records) {
        zone.put(name, List.of(records));
        return this;
    }

    /** The domain's next mail exchanger, at 127.0.0.2 and so on. */
    Rig mx(Map<String, String> script) {
        return mx(script, Optional.empty());
    }

    /** A mail exchanger with the key in this PKCS #12 file, whose password is {@code changeit}. */
    Rig mxWithTls(Path keys) throws GeneralSecurityException, IOException {
        var password = "changeit".toCharArray();
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(KeyStore.getInstance(keys.toFile(), password), password);
        var context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return mx(Map.of("EHLO", "250-x\r\n250 STARTTLS\r\n"), Optional.of(context));
    }

    private Rig mx(Map<String, String> script, Optional<SSLContext> tls) {
        int number = servers.size() + 1;
        var address = "127.0.0." + (number + 1);
        servers.add(ScriptedServer.at(address, script, tls));
        zone.put("mx" + number + "." + DOMAIN, List.of("A " + address));
        zone.put(
                DOMAIN,
                Stream.iterate(1, n -> n <= number, n -> n + 1)
                        .map(n -> "MX " + n + " mx" + n + "." + DOMAIN)
                        .toList());
        return this;
    }

    ScriptedServer server(int number) {
        return servers.get(number - 1);
    }

    ExplainingDelivrer delivrer() throws Exception {
        if (!servers.isEmpty()) {
            parameters.putIfAbsent(
                    "portMap",
                    Stream.iterate(0, n -> n < servers.size(), n -> n + 1)
                            .map(n ->
                                    "127.0.0." + (n + 2) + "=" + servers.get(n).port())
                            .collect(Collectors.joining(",")));
        }
        var built = config();
        var setting = Setting.of(built, new Unused(), new Unused(), context);
        var dns = new MapDns(zone);
        return Engine.delivrer(
                setting,
                Parameters.of(built),
                bouncer(),
                new AttemptLog(() -> KNOWLEDGE, new Tally(metrics), traffic),
                traffic,
                () -> dns);
    }

    ExplainingBouncer bouncer() {
        return new ExplainingBouncer(
                Setting.of(config(), new Unused(), new Unused(), context), queue, new Tally(metrics));
    }

    /** What its connections are made with. */
    Wire wire() {
        return new Wire(
                Setting.of(config(), new Unused(), new Unused(), context).configuration(), context, true);
    }

    private FakeMailetConfig config() {
        var config = FakeMailetConfig.builder().mailetContext(context);
        parameters.forEach(config::setProperty);
        return config.build();
    }

    /** Delivers a mail to these mailboxes of the domain. */
    Result deliver(String... mailboxes) throws Exception {
        return deliver(mail(mailboxes));
    }

    Result deliver(FakeMail mail) throws Exception {
        return new Result(delivrer().deliver(mail), mail);
    }

    /** What the processor with this name got, as {@code recipient reply}. */
    List<String> sentTo(String processor) {
        return context.getSentMails().stream()
                .filter(mail -> mail.getState().equals(processor))
                .map(mail -> mail.getAttributes().get(Outcomes.ATTRIBUTE))
                .map(attribute -> Objects.requireNonNull(attribute).getValue().value())
                .flatMap(json -> OutcomeJson.read((String) json).stream())
                .map(Rig::told)
                .toList();
    }

    static String told(RecipientOutcome outcome) {
        return outcome.recipient() + " " + outcome.action() + " "
                + outcome.lastAttempt().map(last -> Wording.of(last.failure())).orElse("-");
    }

    static FakeMail mail(String... mailboxes) throws Exception {
        return mailTo(Stream.of(mailboxes).map(m -> m + "@" + DOMAIN).toArray(String[]::new));
    }

    static FakeMail mailTo(String... recipients) throws Exception {
        return FakeMail.builder()
                .name("Mail1")
                .sender("sender@example.net")
                .recipients(recipients)
                .mimeMessage(MimeMessageBuilder.mimeMessageBuilder()
                        .setSubject("hello")
                        .setText("A line.\r\n"))
                .build();
    }

    record Result(ExecutionResult result, FakeMail mail) {

        List<RecipientOutcome> outcomes() {
            return Outcomes.read(mail);
        }

        List<String> told() {
            return outcomes().stream().map(Rig::told).toList();
        }

        ExecutionState state() {
            return result.getExecutionState();
        }
    }

    @Override
    public void close() throws IOException {
        for (var server : servers) {
            server.close();
        }
    }
}
