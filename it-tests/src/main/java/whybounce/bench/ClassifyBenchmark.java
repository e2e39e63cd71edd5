package whybounce.bench;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import whybounce.catalogue.Catalogue;
import whybounce.classify.Classifier;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

/** Replies classified a second on one thread: all examples of the catalogue, one after the other. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx512m"})
public class ClassifyBenchmark {

    private final Catalogue catalogue = Catalogue.shipped();
    private final Classifier classifier = new Classifier(catalogue);
    private final Classifier causesOnly = classifier.withoutFacts();
    private final Classifier manyRules = new Classifier(new ManyRules(catalogue, 16)).withoutFacts();
    private final RegexLoop regexes = new RegexLoop(catalogue.rules());
    private List<String> texts = List.of();
    private List<DeliveryFailure> refused = List.of();
    private int next;

    @Setup
    public void readReplies() {
        texts = CatalogueExamples.replies(catalogue);
        refused = texts.stream()
                .<DeliveryFailure>map(text -> new Refused(Stage.RCPT, SmtpReply.parse(text)))
                .toList();
    }

    /** The causes of a reply that was read from a connection. */
    @Benchmark
    public Object causes() {
        return causesOnly.diagnose(refused.get(turn()), Optional.empty());
    }

    /** The causes, out of 16 times the rules. */
    @Benchmark
    public Object causesOutOf16TimesTheRules() {
        return manyRules.diagnose(refused.get(turn()), Optional.empty());
    }

    /** The causes, and what the reply names. */
    @Benchmark
    public Object causesAndFacts() {
        return classifier.diagnose(refused.get(turn()), Optional.empty());
    }

    /** The same from a text: it is cut into lines first. */
    @Benchmark
    public Object textToCausesAndFacts() {
        return classifier.diagnose(new Unexplained(texts.get(turn())), Optional.empty());
    }

    /** For comparison: the phrases of each rule as one regular expression, one rule after the other. */
    @Benchmark
    public Object regexLoop() {
        return regexes.rulesIn(texts.get(turn()));
    }

    private int turn() {
        next = next + 1 < texts.size() ? next + 1 : 0;
        return next;
    }
}
