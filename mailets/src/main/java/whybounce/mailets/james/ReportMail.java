package whybounce.mailets.james;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.Notify;
import org.apache.mailet.DsnParameters.RecipientDsnParameters;
import org.apache.mailet.MailetContext;

/** A written report in James's own store for messages under way: a file as soon as it is large. */
public final class ReportMail implements AutoCloseable {
    private final MimeMessageInputStreamSource bytes;

    private ReportMail(MimeMessageInputStreamSource bytes) {
        this.bytes = bytes;
    }

    /** Writes the message. */
    @FunctionalInterface
    public interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes a report; what was written of one that fails is thrown away. */
    public static ReportMail write(Body body) throws IOException {
        var report = new ReportMail(MimeMessageInputStreamSource.create("whybounce-report"));
        boolean written = false;
        try (var out = new BufferedOutputStream(report.bytes.getWritableOutputStream())) {
            body.writeTo(out);
            written = true;
        } finally {
            if (!written) {
                report.close();
            }
        }
        return report;
    }

    public long size() {
        return bytes.getMessageSize();
    }

    /** Hands the report to James, which copies it to its queue. */
    public void send(MailetContext context, MailAddress to) throws MessagingException {
        var message = new MimeMessageWrapper(bytes);
        // RFC 3464 section 2: the return path is null. A mail of its own, without the original's attributes.
        var mail = MailImpl.builder()
                .name(MailImpl.getId())
                .sender(MaybeSender.nullSender())
                .addRecipient(to)
                .build();
        mail.setMessageNoCopy(message);
        neverNotify(mail, to);
        context.sendMail(mail);
    }

    // RFC 3461 section 6.1: no notification is asked for a notification.
    private static void neverNotify(MailImpl mail, MailAddress to) {
        DsnParameters.builder()
                .addRcptParameter(to, RecipientDsnParameters.of(EnumSet.of(Notify.NEVER)))
                .build()
                .ifPresent(mail::setDsnParameters);
    }

    @Override
    public void close() {
        LifecycleUtil.dispose(bytes);
    }
}
