package whybounce.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import whybounce.testbed.InstalledJames;
import whybounce.testbed.JamesProcess;
import whybounce.testbed.Loopback;
import whybounce.testbed.RelayFolder;

/**
 * Prints how long a James with our mailets takes to start and what memory it holds then, beside one without our jar, with
 * RemoteDelivery and DSNBounce in their places; the configuration is otherwise the same. They start in turns.
 */
public final class Booting {

    private static final int USUAL_RUNS = 5;
    private static final double MEBI = 1 << 20;
    private static final String MAILETS = "mailetcontainer.xml";
    private static final Pattern LIVE = Pattern.compile("Total +\\d+ +(\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final InstalledJames james;
    private final Path conf;

    private Booting(InstalledJames james, Path conf) {
        this.james = james;
        this.conf = conf;
    }

    public static void main(String[] args) throws Exception {
        var home = Path.of(System.getProperty("whybounce.home", "."));
        int runs = args.length > 0 ? Integer.parseInt(args[0]) : USUAL_RUNS;
        new Booting(InstalledJames.built(home), home.resolve("conf")).run(runs);
    }

    private void run(int runs) throws Exception {
        System.out.println("Starting each James " + (runs + 1) + " times; the first time only fills the disk's cache.");
        ours();
        plain();
        var table = new SideBySide(
                "with whybounce", "plain James", List.of("boot seconds", "live heap MiB", "resident MiB"));
        for (int n = 0; n < runs; n++) {
            if (n % 2 == 0) {
                table.ours(ours());
                table.james(plain());
            } else {
                table.james(plain());
                table.ours(ours());
            }
        }
        table.print(System.out);
        System.out.println(
                "Medians of " + runs + " starts. Boot: from the start of the process until all of James says it"
                        + " started and its SMTP port greets.\nLive heap: after a full collection. Both with -Xmx512m.");
    }

    private double[] ours() throws Exception {
        return in(folder -> measured(folder, james));
    }

    private double[] plain() throws Exception {
        return in(folder -> {
            String delivery = "//mailet[@class='whybounce.mailets.ExplainedDelivery']";
            String report = "//mailet[@class='whybounce.mailets.ExplainedBounce']";
            folder.remove(MAILETS, delivery + "/delayProcessor")
                    .set(MAILETS, delivery + "/@class", "RemoteDelivery")
                    .set(MAILETS, report + "/passThrough", "false")
                    .set(MAILETS, report + "/@class", "DSNBounce");
            return measured(folder, james.plain());
        });
    }

    private interface Measurement {
        double[] in(RelayFolder folder) throws Exception;
    }

    /** In a working directory that is gone afterwards. */
    private double[] in(Measurement measurement) throws Exception {
        var path = Files.createTempDirectory("whybounce-boot");
        try {
            return measurement.in(RelayFolder.of(conf, path).set("imapserver.xml", "//imapserver/bind", "127.0.0.1:0"));
        } finally {
            try (var files = Files.walk(path)) {
                for (var file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static double[] measured(RelayFolder folder, InstalledJames james) throws Exception {
        int port = Loopback.freePort();
        folder.set("smtpserver.xml", "//smtpserver/bind", "127.0.0.1:" + port);
        try (var process = JamesProcess.start(folder.path(), james)) {
            awaitGreeting(port);
            double seconds = process.age().toMillis() / 1e3;
            double resident = resident(process.pid());
            return new double[] {seconds, liveHeap(process.pid()), resident};
        }
    }

    private static void awaitGreeting(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                var in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            var greeting = in.readLine();
            if (greeting == null || !greeting.startsWith("220")) {
                throw new IOException("James greets with " + greeting);
            }
        }
    }

    private static double resident(long pid) throws IOException {
        return number(RESIDENT, Files.readString(Path.of("/proc", Long.toString(pid), "status"))) * 1024 / MEBI;
    }

    /** A histogram counts what is alive, and collects the rest before. */
    private static double liveHeap(long pid) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var asked = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram").start();
        try (var answer = asked.inputReader(StandardCharsets.UTF_8)) {
            return number(LIVE, answer.lines().reduce("", (all, line) -> line)) / MEBI;
        }
    }

    private static double number(Pattern where, String text) {
        var found = where.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("no " + where + " in " + text);
        }
        return Double.parseDouble(found.group(1));
    }
}
