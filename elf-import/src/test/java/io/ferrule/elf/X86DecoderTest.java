package io.ferrule.elf;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.elf.X86Instruction.Kind;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instructions by their bytes, as the assembler encodes them: length, where they go, and what they do to the stack. */
final class X86DecoderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            55                             | PLAIN         | [Move[bytes=8]]                    | push rbp
            4156                           | PLAIN         | [Move[bytes=8]]                    | push r14
            5d                             | PLAIN         | [Move[bytes=-8], LoseFrame[]]      | pop rbp
            415d                           | PLAIN         | [Move[bytes=-8]]                   | pop r13
            6a08                           | PLAIN         | [Move[bytes=8]]                    | push 8
            ff742410                       | PLAIN         | [Move[bytes=8]]                    | push [rsp+16]
            6650                           | PLAIN         | [Unknown[]]                        | push ax
            4883ec18                       | PLAIN         | [Move[bytes=24]]                   | sub rsp, 24
            4883c480                       | PLAIN         | [Move[bytes=128]]                  | add rsp, -128
            4881ec88020000                 | PLAIN         | [Move[bytes=648]]                  | sub rsp, 648
            4829c4                         | PLAIN         | [Unknown[]]                        | sub rsp, rax
            4889c4                         | PLAIN         | [Unknown[]]                        | mov rsp, rax
            4894                           | PLAIN         | [Unknown[]]                        | xchg rsp, rax
            490fc1e4                       | PLAIN         | [Unknown[]]                        | xadd r12, rsp
            40b400                         | PLAIN         | [Unknown[]]                        | mov spl, 0
            0f94c4                         | PLAIN         | []                                 | sete ah
            400f94c4                       | PLAIN         | [Unknown[]]                        | sete spl
            66480f7ec4                     | PLAIN         | [Unknown[]]                        | movq rsp, xmm0
            f30f7ec4                       | PLAIN         | []                                 | movq xmm0, xmm4
            f20f2ce4                       | PLAIN         | [Unknown[]]                        | cvttsd2si esp, xmm4
            480f20c4                       | PLAIN         | [Unknown[]]                        | mov rsp, cr0
            0fc7f4                         | PLAIN         | [Unknown[]]                        | rdrand esp
            660f3a16c401                   | PLAIN         | [Unknown[]]                        | pextrd esp, xmm0, 1
            f20f38f1e0                     | PLAIN         | [Unknown[]]                        | crc32 esp, eax
            c4e2dbf6c1                     | PLAIN         | [Unknown[]]                        | mulx rax, rsp, rcx
            c4e3fbf0e101                   | PLAIN         | [Unknown[]]                        | rorx rsp, rcx, 1
            c5f8508c24                     | INVALID       | []                                 | cut off
            c5f96ee4                       | PLAIN         | []                                 | vmovd xmm4, esp
            c5f97ee4                       | PLAIN         | [Unknown[]]                        | vmovd esp, xmm4
            4187eb                         | PLAIN         | [LoseFrame[], LoseLimit[]]         | xchg r11d, ebp
            415b                           | PLAIN         | [Move[bytes=-8], LoseLimit[]]      | pop r11
            4d8b1b                         | PLAIN         | [LoseLimit[]]                      | mov r11, [r11]
            48f7c408000000                 | PLAIN         | []                                 | test rsp, 8
            ff18                           | INVALID       | []                                 | call far
            c7f800000000                   | INVALID       | []                                 | xbegin
            8fe97812c1                     | INVALID       | []                                 | XOP
            67a000000000                   | INVALID       | []                                 | addr32 mov al, moffs
            4883e4e0                       | PLAIN         | [Align[alignment=32]]              | and rsp, -32
            4889e5                         | PLAIN         | [SetFrame[bytes=0]]                | mov rbp, rsp
            488d6c2480                     | PLAIN         | [SetFrame[bytes=128]]              | lea rbp, [rsp-128]
            488d65f0                       | PLAIN         | [FromFrame[bytes=16]]              | lea rsp, [rbp-16]
            488da42400ffffff               | PLAIN         | [Move[bytes=256]]                  | lea rsp, [rsp-256]
            c9                             | PLAIN         | [FromFrame[bytes=0], Move[bytes=-8], LoseFrame[]] | leave
            4c8d9c240080ffff               | PLAIN         | [SetLimit[bytes=32768]]            | lea r11, [rsp-32768]
            4c39dc                         | PLAIN         | [CompareLimit[]]                   | cmp rsp, r11
            4c89dc                         | PLAIN         | [Unknown[]]                        | mov rsp, r11
            b400                           | PLAIN         | []                                 | mov ah, 0
            0f28e5                         | PLAIN         | []                                 | movaps xmm4, xmm5
            c3                             | RETURN        | []                                 | ret
            f3c3                           | RETURN        | []                                 | rep ret
            0f0b                           | TRAP          | []                                 | ud2
            cc                             | TRAP          | []                                 | int3
            f4                             | PLAIN         | []                                 | hlt
            66660f1f840000000000           | NOP           | []                                 | nop
            f390                           | PLAIN         | []                                 | pause
            e800000000                     | CALL          | []                                 | call
            66e800000000                   | CALL          | []                                 | data16 call
            ffd0                           | CALL_INDIRECT | []                                 | call rax
            ff5018                         | CALL_INDIRECT | []                                 | call [rax+24]
            ff2500000000                   | JUMP_INDIRECT | []                                 | jmp [rip]
            eb05                           | JUMP          | []                                 | jmp
            7405                           | BRANCH        | []                                 | je
            7505                           | BRANCH_UNEQUAL | []                                | jne
            0f8400000000                   | BRANCH        | []                                 | je
            48b80102030405060708           | PLAIN         | []                                 | mov rax, imm64
            66c7050000000034120000         | PLAIN         | []                                 | mov word [rip], imm16, cut at 9
            f6c101                         | PLAIN         | []                                 | test cl, 1
            f7d8                           | PLAIN         | []                                 | neg eax
            c4e2f1f7c0                     | PLAIN         | []                                 | shlx
            62f17c486f4701                 | INVALID       | []                                 | cut off
            62f17d486f4701                 | PLAIN         | []                                 | vmovdqa32 zmm0, [rdi+64]
            06                             | INVALID       | []                                 | no opcode in 64-bit mode
            """)
    void decodes(String hex, Kind kind, String steps, String what) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        int cut = what.endsWith("cut off") ? bytes.length - 1 : bytes.length;
        X86Instruction instruction = X86Decoder.decode(ByteView.of(bytes), 0, cut);
        assertThat(instruction.kind()).as(what).isEqualTo(kind);
        assertThat(instruction.steps().toString()).as(what).isEqualTo(steps);
        int length = kind == Kind.INVALID ? 1 : what.endsWith("cut at 9") ? 9 : bytes.length;
        assertThat(instruction.length()).as(what).isEqualTo(length);
    }
}
