package whybounce.james39;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Collects every class, method and field that one class names. */
final class References extends ClassVisitor {

    private static final int API = Opcodes.ASM9;

    private final Set<Reference> found = new TreeSet<>(java.util.Comparator.comparing(Reference::toString));

    private References() {
        super(API);
    }

    static Set<Reference> of(byte[] classFile) {
        var references = new References();
        new ClassReader(classFile).accept(references, ClassReader.SKIP_DEBUG);
        return references.found;
    }

    private void type(@Nullable String internalName) {
        if (internalName != null) {
            type(Type.getObjectType(internalName));
        }
    }

    private void type(Type type) {
        switch (type.getSort()) {
            case Type.ARRAY -> type(type.getElementType());
            case Type.OBJECT -> found.add(new Reference(type.getInternalName(), ""));
            case Type.METHOD -> {
                type(type.getReturnType());
                for (var argument : type.getArgumentTypes()) {
                    type(argument);
                }
            }
            default -> {}
        }
    }

    private void member(String owner, String name, String descriptor) {
        type(owner);
        type(Type.getType(descriptor));
        // Arrays have the methods of Object only.
        if (!owner.startsWith("[")) {
            found.add(new Reference(owner, name + " " + descriptor));
        }
    }

    private void constant(Object value) {
        switch (value) {
            case Type type -> type(type);
            case Handle handle -> member(handle.getOwner(), handle.getName(), handle.getDesc());
            case ConstantDynamic dynamic -> {
                type(Type.getType(dynamic.getDescriptor()));
                constant(dynamic.getBootstrapMethod());
            }
            default -> {}
        }
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        type(superName);
        if (interfaces != null) {
            for (var one : interfaces) {
                type(one);
            }
        }
    }

    @Override
    public FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        type(Type.getType(descriptor));
        return new FieldVisitor(API) {};
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        type(Type.getType(descriptor));
        if (exceptions != null) {
            for (var exception : exceptions) {
                type(exception);
            }
        }
        return new Body();
    }

    private final class Body extends MethodVisitor {

        Body() {
            super(API);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            type(type);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            member(owner, name, descriptor);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            member(owner, name, descriptor);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            type(Type.getType(descriptor));
            constant(bootstrap);
            for (var argument : arguments) {
                constant(argument);
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            constant(value);
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
            type(type);
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            type(Type.getType(descriptor));
        }
    }
}
