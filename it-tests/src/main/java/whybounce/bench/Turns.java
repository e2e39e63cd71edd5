package whybounce.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mailet;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/**
 * Two report mailets that write reports on one mail in turns. JMH would run one after the other, minutes apart, and what
 * the machine does meanwhile would decide.
 */
final class Turns {

    /** Long beside the clock of the process's CPU time, which ticks in hundredths of a second on Linux. */
    private static final long BLOCK = TimeUnit.MILLISECONDS.toNanos(200);

    private final Mailet ours;
    private final Mailet other;
    private final MailImpl mail;
    private long number;

    Turns(Mailet ours, Mailet other, MailImpl mail) {
        this.ours = ours;
        this.other = other;
        this.mail = mail;
    }

    void take(Sums sums) throws Exception {
        sums.ours(block(ours));
        sums.other(block(other));
        sums.other(block(other));
        sums.ours(block(ours));
    }

    private Block block(Mailet mailet) throws Exception {
        double cpu = CpuTime.seconds();
        long begin = System.nanoTime();
        long now = begin;
        int reports = 0;
        while (now - begin < BLOCK) {
            mail.setName("Mail" + number++); // Each failure is another: the same one is told once.
            mailet.service(mail);
            reports++;
            now = System.nanoTime();
        }
        return new Block(reports, (now - begin) / 1e9, CpuTime.seconds() - cpu);
    }

    /** Prints the medians of the iterations of a run; each of them gives one value. */
    static void print(RunResult run, String title, String oursName, String otherName) {
        var table = new SideBySide(oursName, otherName, List.of("reports/s", "CPU ms a report"));
        int iterations = 0;
        for (var fork : run.getBenchmarkResults()) {
            for (var iteration : fork.getIterationResults()) {
                table.ours(row(iteration, "our"));
                table.james(row(iteration, "other"));
                iterations++;
            }
        }
        System.out.printf("%n%s%n", title);
        table.print(System.out);
        System.out.println("Medians of " + iterations + " iterations, in each some blocks of both in turns.");
    }

    private static double[] row(IterationResult iteration, String side) {
        double reports = sum(iteration, side + "Reports");
        return new double[] {
            reports / sum(iteration, side + "Seconds"), 1000 * sum(iteration, side + "CpuSeconds") / reports
        };
    }

    private static double sum(IterationResult iteration, String name) {
        var result = iteration.getSecondaryResults().get(name);
        if (result == null) {
            throw new IllegalStateException("JMH tells nothing of " + name);
        }
        return result.getScore();
    }
}
