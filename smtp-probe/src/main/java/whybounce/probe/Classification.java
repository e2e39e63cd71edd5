package whybounce.probe;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import whybounce.catalogue.Catalogue;
import whybounce.classify.Classifier;
import whybounce.probe.report.JsonLines;

/** Answers line by line, however many there are; what cannot be read is answered as well. */
final class Classification {

    /** Of a line: 1 MiB of a reply, each octet of it written as six. */
    private static final int MAX_LINE = 8 << 20;

    private final Catalogue catalogue;
    private final Classifier classifier;
    private final InputStream in;
    private long number;
    private boolean tooLong;
    private boolean allGood = true;

    Classification(Catalogue catalogue, InputStream in) {
        this.catalogue = catalogue;
        this.classifier = new Classifier(catalogue);
        this.in = new BufferedInputStream(in);
    }

    /** Whether every line could be read. */
    boolean write(OutputStream to) throws IOException {
        var answers = new JsonLines(catalogue, new BufferedOutputStream(to));
        for (var line = line(); line.isPresent(); line = line()) {
            number++;
            answer(line.get(), answers);
            if (in.available() == 0) {
                answers.flush(); // Whoever asks one at a time waits for it.
            }
        }
        answers.flush();
        return allGood;
    }

    private void answer(byte[] line, JsonLines answers) throws IOException {
        if (tooLong) {
            wrong(Optional.empty(), "longer than " + MAX_LINE + " bytes", answers);
            return;
        }
        if (isBlank(line)) {
            return;
        }
        var question = Question.read(line);
        if (question.wrong().isPresent()) {
            wrong(question.id(), question.wrong().get(), answers);
        } else {
            answers.diagnosis(question.id(), classifier.diagnose(question.attempt()));
        }
    }

    private void wrong(Optional<JsonLines.Id> id, String why, JsonLines answers) throws IOException {
        allGood = false;
        answers.error(id, why, number);
    }

    /** The next line without its end; what is too long of it is passed over. */
    private Optional<byte[]> line() throws IOException {
        var line = new ByteArrayOutputStream();
        tooLong = false;
        int octet = in.read();
        if (octet < 0) {
            return Optional.empty();
        }
        for (; octet >= 0 && octet != '\n'; octet = in.read()) {
            if (line.size() < MAX_LINE) {
                line.write(octet);
            } else {
                tooLong = true;
            }
        }
        return Optional.of(line.toByteArray());
    }

    private static boolean isBlank(byte[] line) {
        for (byte octet : line) {
            if (octet != ' ' && octet != '\t' && octet != '\r') {
                return false;
            }
        }
        return true;
    }
}
