package whybounce.james39;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What the class path offers: our jar, James 3.9.0's libraries and the JDK, looked at without loading any class. */
final class Libraries {

    /** Of these packages of James 3.9.0 no library is published; they were seen on a real 3.9.0, and cannot be looked up. */
    private static final Set<String> NOT_CHECKABLE = Set.of("org/apache/james/transport/mailets/remote/delivery/");

    private static final String OURS = "whybounce/";

    private final Map<String, Optional<Content>> known = new HashMap<>();

    private record Content(Set<String> members, List<String> parents) {}

    /** Whether it is there and may be used from our classes, or cannot be looked up. */
    boolean offers(Reference reference) {
        return reference.isClass()
                ? isUnknowable(reference.owner()) || content(reference.owner()).isPresent()
                : hasMember(reference.owner(), reference);
    }

    /** JVMS 5.4.3: members are looked for in the class, then in what it extends and implements. */
    private boolean hasMember(String owner, Reference reference) {
        var content = content(owner);
        return isUnknowable(owner) || (content.isPresent() && isMember(content.get(), owner, reference));
    }

    private boolean isMember(Content content, String owner, Reference reference) {
        return content.members().contains(reference.member())
                || isSignaturePolymorphic(owner)
                || content.parents().stream().anyMatch(parent -> hasMember(parent, reference));
    }

    private static boolean isUnknowable(String owner) {
        return NOT_CHECKABLE.stream().anyMatch(owner::startsWith);
    }

    /** JVMS 5.4.4: what is private or of another package is there in vain. */
    private static boolean isUsable(String owner, int access) {
        return owner.startsWith(OURS) || (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
    }

    /** JVMS 2.9.3: these have any descriptor. */
    private static boolean isSignaturePolymorphic(String owner) {
        return owner.equals("java/lang/invoke/MethodHandle") || owner.equals("java/lang/invoke/VarHandle");
    }

    private Optional<Content> content(String name) {
        var before = known.get(name);
        if (before != null) {
            return before;
        }
        var read = read(name);
        known.put(name, read);
        return read;
    }

    private static Optional<Content> read(String name) {
        try (InputStream in = ClassLoader.getSystemResourceAsStream(name + ".class")) {
            return in == null ? Optional.empty() : Optional.of(read(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Content read(byte[] classFile) {
        var reader = new ClassReader(classFile);
        var members = new HashSet<String>();
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public @Nullable FieldVisitor visitField(
                            int access, String name, String type, @Nullable String signature, @Nullable Object value) {
                        if (isUsable(reader.getClassName(), access)) {
                            members.add(name + " " + type);
                        }
                        return null;
                    }

                    @Override
                    public @Nullable MethodVisitor visitMethod(
                            int access,
                            String name,
                            String type,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        if (isUsable(reader.getClassName(), access)) {
                            members.add(name + " " + type);
                        }
                        return null;
                    }
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        var parents = Stream.concat(Stream.ofNullable(reader.getSuperName()), Arrays.stream(reader.getInterfaces()))
                .toList();
        return new Content(members, parents);
    }
}
