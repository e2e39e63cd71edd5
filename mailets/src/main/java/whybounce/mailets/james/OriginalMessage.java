package whybounce.mailets.james;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeUtility;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Mail;
import org.jspecify.annotations.Nullable;
import whybounce.dsn.write.Original;

/** The message of a failed mail, read where James keeps it. Closing it gives back what reading it took. */
public final class OriginalMessage implements AutoCloseable {
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    private final Mail mail;
    private @Nullable MimeMessageInputStreamSource copy;

    public OriginalMessage(Mail mail) {
        this.mail = mail;
    }

    /** As a part of a report. */
    public Original returned(Original.Returned returned) {
        return new Original(
                header("Message-ID").filter(id -> id.startsWith("<") && id.endsWith(">")),
                header("References").or(() -> header("In-Reply-To")),
                header("Subject").map(OriginalMessage::decoded),
                returned,
                this::open);
    }

    /** The whole message in bytes. */
    public long size() {
        try {
            return mail.getMessageSize();
        } catch (MessagingException e) {
            return Long.MAX_VALUE; // Unreadable sizes count as too large: headers are safe to return.
        }
    }

    /** The first header field of this name, unfolded. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** The header fields of this name, unfolded; none when the message cannot be read. */
    public List<String> headers(String name) {
        try {
            var message = mail.getMessage();
            String @Nullable [] values = message == null ? null : message.getHeader(name);
            return values == null
                    ? List.of()
                    : Arrays.stream(values).map(OriginalMessage::unfolded).toList();
        } catch (MessagingException e) {
            return List.of();
        }
    }

    private static String unfolded(String value) {
        return LINE_BREAK.matcher(value).replaceAll("").strip();
    }

    private InputStream open() throws IOException {
        try {
            var message = mail.getMessage();
            return message == null ? InputStream.nullInputStream() : open(message);
        } catch (MessagingException e) {
            throw new IOException("the original cannot be read", e);
        }
    }

    private InputStream open(MimeMessage message) throws MessagingException, IOException {
        // James streams a message whose body nobody changed; any other it would build up in memory.
        return message instanceof MimeMessageWrapper kept && !kept.isBodyModified()
                ? kept.getMessageInputStream()
                : copied(message).getInputStream();
    }

    private MimeMessageInputStreamSource copied(MimeMessage message) throws MessagingException, IOException {
        if (copy != null) {
            return copy;
        }
        var made = MimeMessageInputStreamSource.create("whybounce-original");
        copy = made;
        try (var out = new BufferedOutputStream(made.getWritableOutputStream())) {
            message.writeTo(out);
        }
        return made;
    }

    private static String decoded(String subject) {
        try {
            return MimeUtility.decodeText(subject);
        } catch (UnsupportedEncodingException e) {
            return subject;
        }
    }

    @Override
    public void close() {
        LifecycleUtil.dispose(copy);
        copy = null;
    }
}
