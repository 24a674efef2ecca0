; Every construct of the LLVM 22 Language Reference that can stand in a module, as far as LLVM's parser takes it.
source_filename = "language \22quoted\22.c"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

module asm ".globl \22odd\22"
module asm "inline asm\0A line"

; ---- Types ----
%opaque = type opaque
%empty = type {}
%packed = type <{ i8, i32, [3 x i16] }>
%nested = type { i32, { ptr, <4 x float> }, [2 x [3 x %packed]], %opaque.pointer }
%opaque.pointer = type { ptr, ptr addrspace(1) }
%"quoted name" = type { i1, i7, i64, i128, i8388607 }
%"esc\22aped\5C" = type { half, bfloat, float, double, x86_fp80, fp128, ppc_fp128 }
%0 = type { i32 }
%1 = type { %0, <2 x ptr> }
%scalable = type { <vscale x 4 x i32>, <vscale x 2 x double> }
%recursive = type { ptr, [0 x %recursive.tail] }
%recursive.tail = type { i8 }

; ---- Comdats ----
$any = comdat any
$exact = comdat exactmatch
$largest = comdat largest
$none = comdat nodeduplicate
$size = comdat samesize
$"quoted comdat" = comdat any

; ---- Globals ----
@i.decimal = global i32 42
@i.negative = global i64 -9223372036854775808
@i.hex.signed = global i32 s0x8000
@i.hex.unsigned = global i16 u0x8000
@i.bool = constant i1 true
@i.wide = global i128 170141183460469231731687303715884105727
@i.wider = global i256 -57896044618658097711785492504343953926634992332820282019728792003956564819968
@f.decimal = global float 1.25
@f.exponent = global double -1.5e-7
@f.plus = global double +3.0e+10
@f.hex = global double 0x400921FB54442D18
@f.nan = global float 0x7FF8000000000000
@f.half = global half 0xH3C00
@f.bfloat = global bfloat 0xR3F80
@f.x86 = global x86_fp80 0xK4000C8F5C28F5C28F800
@f.quad = global fp128 0xL00000000000000004000921FB54442D1
@f.ppc = global ppc_fp128 0xM400921FB54442D180000000000000000
@p.null = global ptr null
@p.space = global ptr addrspace(3) null
@p.other = addrspace(1) global i32 0
@z.zero = global %nested zeroinitializer
@z.undef = global { i32, [2 x i8] } undef
@z.poison = global <4 x i32> poison
@a.string = private unnamed_addr constant [7 x i8] c"a\22b\\\0A\00\FF", align 1
@a.numbers = internal constant [3 x i32] [i32 1, i32 -2, i32 3]
@a.empty = global [0 x i32] []
@a.nested = global [2 x [2 x i8]] [[2 x i8] c"ab", [2 x i8] [i8 0, i8 1]]
@s.struct = global { i32, ptr, { i8, float } } { i32 1, ptr @s.struct, { i8, float } { i8 2, float 3.0 } }
@s.packed = global <{ i8, i32 }> <{ i8 1, i32 2 }>
@s.empty = global {} {}
@v.vector = global <4 x i32> <i32 0, i32 1, i32 2, i32 3>
@v.splat = global <4 x float> splat (float 1.0)
@v.bools = global <8 x i1> <i1 true, i1 false, i1 true, i1 false, i1 true, i1 false, i1 poison, i1 undef>
@v.pointers = global <2 x ptr> <ptr @i.decimal, ptr null>
@target.opaque = external global ptr
@l.private = private global i32 0
@l.internal = internal global i32 0
@l.available = available_externally global i32 0
@l.linkonce = linkonce global i32 0
@l.linkonce_odr = linkonce_odr hidden constant i32 0
@l.weak = weak protected global i32 0
@l.weak_odr = weak_odr global i32 0
@l.common = common global i32 0
@l.external = external global i32
@l.extern_weak = extern_weak global i32
@d.import = external dllimport global i32
@d.export = dllexport global i32 0
@t.general = thread_local global i32 0
@t.local = thread_local(localdynamic) global i32 0
@t.initial = internal thread_local(initialexec) unnamed_addr global i32 0
@t.exec = thread_local(localexec) global i32 0
@u.local = dso_local local_unnamed_addr global i32 0, align 16
@u.preemptable = dso_preemptable externally_initialized global i32 0
@x.section = global i32 0, section ".data.odd", partition "part", align 8
@x.comdat = global i32 0, comdat($any), align 4
@any = linkonce_odr global i32 0, comdat
@x.model = dso_local global i32 0, code_model "large"
@x.sanitize = global i32 0, no_sanitize_address, no_sanitize_hwaddress, sanitize_memtag, sanitize_address_dyninit
@x.attributes = global i32 0, align 4, !kind !0, !other !{} #5
@"quoted \01name" = global i32 0
@"weird\0A}\0Adefine" = global i32 0
@0 = global i32 0
@1 = private constant [1 x i8] zeroinitializer

@llvm.used = appending global [1 x ptr] [ptr @i.decimal], section "llvm.metadata"
@llvm.global_ctors = appending global [1 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 65535, ptr @ctor, ptr @i.decimal }]

; ---- Constant expressions ----
@e.trunc = global i32 trunc (i64 ptrtoint (ptr @i.decimal to i64) to i32)
@e.ptrtoint = global i64 ptrtoint (ptr @i.decimal to i64)
@e.ptrtoaddr = global i64 ptrtoaddr (ptr @i.decimal to i64)
@e.inttoptr = global ptr inttoptr (i64 4096 to ptr)
@e.bitcast = global <2 x i32> bitcast (i64 ptrtoint (ptr @i.decimal to i64) to <2 x i32>)
@e.addrspacecast = global ptr addrspacecast (ptr addrspace(1) @p.other to ptr)
@e.gep = global ptr getelementptr (i32, ptr @a.numbers, i64 1)
@e.gep.inbounds = global ptr getelementptr inbounds ({ i32, ptr, { i8, float } }, ptr @s.struct, i64 0, i32 2, i32 1)
@e.gep.flags = global ptr getelementptr nusw nuw (i8, ptr @a.numbers, i64 4)
@e.gep.inrange = global ptr getelementptr inbounds inrange(-8, 16) (i8, ptr @a.numbers, i64 8)
@e.add = global i64 add (i64 ptrtoint (ptr @i.decimal to i64), i64 1)
@e.add.flags = global i64 add nuw nsw (i64 ptrtoint (ptr @i.decimal to i64), i64 1)
@e.sub = global i64 sub (i64 ptrtoint (ptr @i.decimal to i64), i64 ptrtoint (ptr @i.bool to i64))
@e.xor = global i64 xor (i64 ptrtoint (ptr @i.decimal to i64), i64 -1)
@e.extract = global i32 extractelement (<2 x i32> bitcast (i64 ptrtoint (ptr @i.decimal to i64) to <2 x i32>), i32 0)
@e.insert = global <2 x i32> insertelement (<2 x i32> zeroinitializer, i32 trunc (i64 ptrtoint (ptr @i.decimal to i64) to i32), i32 0)
@e.shuffle = global <2 x i32> shufflevector (<2 x i32> bitcast (i64 ptrtoint (ptr @i.decimal to i64) to <2 x i32>), <2 x i32> poison, <2 x i32> <i32 1, i32 0>)
@e.blockaddress = global ptr blockaddress(@terminators, %indirect)
@e.equivalent = global ptr dso_local_equivalent @declared
@e.no_cfi = global ptr no_cfi @declared
@e.ptrauth = global ptr ptrauth (ptr @i.decimal, i32 2, i64 7, ptr @p.null)
@e.ptrauth.short = global ptr ptrauth (ptr @i.decimal, i32 0)

; ---- Aliases and ifuncs ----
@alias.plain = alias i32, ptr @i.decimal
@alias.function = weak_odr hidden alias void (), ptr @ctor
@alias.expression = internal unnamed_addr alias i32, getelementptr (i8, ptr @a.numbers, i64 4)
@alias.alias = dso_local alias i32, ptr @alias.plain
@alias.thread = thread_local(initialexec) alias i32, ptr @t.general
@alias.partition = alias i32, ptr @i.decimal, partition "part"
@ifunc.plain = ifunc i32 (i32), ptr @resolver
@ifunc.internal = internal ifunc void (...), ptr @resolver, partition "part"

; ---- Functions ----
declare void @declared()
declare !kind !0 extern_weak i32 @declared.attached(ptr byval(i32) align 4, ...)
declare void @llvm.donothing() #0
declare i32 @personality(...)
declare token @llvm.experimental.gc.statepoint.p0(i64 immarg, i32 immarg, ptr, i32 immarg, i32 immarg, ...)
declare void @llvm.foo(metadata)
declare target("spirv.Image", void, 1, 0, 0) @target.type(target("aarch64.svcount"), target("riscv.vector.tuple", <vscale x 8 x i8>, 2))
declare x86_amx @tile()
declare <vscale x 4 x i32> @scalable()

define internal ptr @resolver() {
  ret ptr @ctor
}

define void @ctor() section ".text.startup" partition "p" comdat($exact) align 32 gc "shadow-stack" prefix i32 7 prologue i8 -112 personality ptr @personality !kind !0 {
  ret void
}

define dso_local dllexport fastcc noundef nonnull align 8 dereferenceable(16) ptr @attributes(
    ptr readonly noalias captures(none) dereferenceable_or_null(8) %a,
    i8 zeroext %b, i16 signext inreg %c, ptr sret(%nested) align 8 %d, ptr byval(%packed) align 1 %e,
    ptr nest %f, ptr swiftself %g, ptr swifterror %h, i32 returned range(i32 0, 10) %i,
    ptr captures(address, ret: address, provenance) initializes((0, 4), (8, 16)) nofree %j,
    float nofpclass(nan inf) %k, ptr writable dead_on_unwind noundef "string-attribute"="value" "flag" %l, ...)
    local_unnamed_addr addrspace(0) #5 "more"="attributes" nounwind memory(argmem: readwrite, inaccessiblemem: none)
    allocsize(0, 1) alignstack(16) vscale_range(1, 16) uwtable(sync) allockind("alloc,zeroed") align 16 {
entry:
  ret ptr %a
}

define i32 @terminators(i32 %x, ptr %p, i1 %c) personality ptr @personality {
  br i1 %c, label %switch, label %"quoted label"
switch:
  switch i32 %x, label %indirect [
    i32 0, label %"quoted label"
    i32 -1, label %indirect
    i32 7, label %numbered
  ]
"quoted label":
  switch i32 %x, label %indirect []
indirect:
  indirectbr ptr %p, [label %numbered, label %"quoted label"]
numbered:
  br label %1
1:
  invoke void @declared() to label %next unwind label %pad
next:
  %invoked = invoke fastcc i32 @declared.attached(ptr byval(i32) align 4 %p, i32 signext %x) nounwind [ "deopt"(i32 1, ptr %p), "empty"() ]
          to label %callbr unwind label %pad
callbr:
  callbr void asm sideeffect "jmp ${0:l}", "!i"() to label %callbr.next [label %numbered.two]
callbr.next:
  %result = callbr i32 asm "", "=r,r,!i,!i"(i32 %x) to label %done [label %done, label %numbered.two]
numbered.two:
  unreachable
done:
  ret i32 %x
pad:
  %lp = landingpad { ptr, i32 } cleanup catch ptr @i.decimal catch ptr null filter [1 x ptr] [ptr @i.decimal]
  resume { ptr, i32 } %lp
}

define void @funclets() personality ptr @personality {
entry:
  invoke void @declared() to label %exit unwind label %dispatch
dispatch:
  %switch = catchswitch within none [label %handler, label %handler.two] unwind to caller
handler:
  %catch = catchpad within %switch [ptr null, i32 64, ptr @i.decimal]
  invoke void @declared() [ "funclet"(token %catch) ] to label %leave unwind label %cleanup
leave:
  catchret from %catch to label %exit
handler.two:
  %catch.two = catchpad within %switch []
  %inner = catchswitch within %catch.two [label %deep] unwind label %cleanup.two
deep:
  %catch.three = catchpad within %inner [i32 1]
  unreachable
cleanup:
  %clean = cleanuppad within %catch []
  cleanupret from %clean unwind to caller
cleanup.two:
  %clean.two = cleanuppad within none [i32 5]
  cleanupret from %clean.two unwind label %last
last:
  %clean.three = cleanuppad within none []
  cleanupret from %clean.three unwind to caller
exit:
  ret void
}

define void @arithmetic(i32 %i, i64 %j, float %x, double %y, <4 x i32> %v, <4 x float> %w, ptr %p) {
  %1 = fneg fast float %x
  %2 = add nuw nsw i32 %i, 1
  %3 = sub nsw i32 %i, -1
  %4 = mul nuw i32 %i, %i
  %5 = udiv exact i32 %i, 3
  %6 = sdiv exact i32 %i, 3
  %7 = urem i32 %i, 3
  %8 = srem i32 %i, 3
  %9 = fadd nnan ninf nsz arcp contract afn reassoc float %x, 1.0
  %10 = fsub double %y, 0x3FF0000000000000
  %11 = fmul <4 x float> %w, splat (float 2.0)
  %12 = fdiv float %x, %x
  %13 = frem float %x, %x
  %14 = shl nuw nsw i64 %j, 3
  %15 = lshr exact i64 %j, 3
  %16 = ashr exact i64 %j, 3
  %17 = and <4 x i32> %v, <i32 1, i32 2, i32 3, i32 poison>
  %18 = or disjoint i32 %i, 1
  %19 = xor i1 true, false
  %20 = trunc nuw nsw i64 %j to i32
  %21 = zext nneg i32 %i to i64
  %22 = sext i32 %i to i64
  %23 = fptrunc fast double %y to float
  %24 = fpext float %x to double
  %25 = fptoui float %x to i8
  %26 = fptosi float %x to i8
  %27 = uitofp nneg i32 %i to double
  %28 = sitofp i32 %i to x86_fp80
  %29 = ptrtoint ptr %p to i64
  %30 = inttoptr i64 %j to ptr
  %31 = bitcast double %y to <2 x i32>
  %32 = addrspacecast ptr %p to ptr addrspace(5)
  %33 = ptrtoaddr ptr %p to i64
  %34 = icmp samesign ult i32 %i, 5
  %35 = icmp eq <4 x i32> %v, zeroinitializer
  %36 = icmp ne ptr %p, null
  %37 = icmp ugt i32 %i, 0
  %38 = icmp uge i32 %i, 0
  %39 = icmp ule i32 %i, 0
  %40 = icmp sgt i32 %i, 0
  %41 = icmp sge i32 %i, 0
  %42 = icmp slt i32 %i, 0
  %43 = icmp sle i32 %i, 0
  %44 = fcmp false float %x, %x
  %45 = fcmp oeq float %x, %x
  %46 = fcmp ogt float %x, %x
  %47 = fcmp oge float %x, %x
  %48 = fcmp olt float %x, %x
  %49 = fcmp ole float %x, %x
  %50 = fcmp one float %x, %x
  %51 = fcmp ord float %x, %x
  %52 = fcmp ueq float %x, %x
  %53 = fcmp ugt float %x, %x
  %54 = fcmp uge float %x, %x
  %55 = fcmp ult float %x, %x
  %56 = fcmp ule float %x, %x
  %57 = fcmp une float %x, %x
  %58 = fcmp uno float %x, %x
  %59 = fcmp fast true float %x, %x
  %60 = select nnan i1 %36, float %x, float 0x7FF0000000000000
  %61 = select <4 x i1> %35, <4 x i32> %v, <4 x i32> zeroinitializer
  %62 = freeze i32 %i
  %63 = extractelement <4 x i32> %v, i32 %i
  %64 = insertelement <4 x i32> %v, i32 1, i64 %j
  %65 = shufflevector <4 x i32> %v, <4 x i32> poison, <8 x i32> <i32 0, i32 1, i32 poison, i32 3, i32 4, i32 5, i32 6, i32 undef>
  %66 = insertvalue { i32, { i8, [2 x float] } } poison, float %x, 1, 1, 0
  %67 = extractvalue { i32, { i8, [2 x float] } } %66, 1, 0
  %68 = va_arg ptr %p, i32
  %69 = getelementptr inbounds nuw %nested, ptr %p, i64 0, i32 2, i32 1, i32 2
  %70 = getelementptr i8, <4 x ptr> poison, <4 x i64> splat (i64 1)
  %71 = getelementptr inbounds i8, ptr %p, i64 add (i64 ptrtoint (ptr @i.decimal to i64), i64 1)
  ret void
}

define void @memory(ptr %p, ptr addrspace(1) %q, i32 %n) {
entry:
  %a = alloca i32, align 4
  %b = alloca inalloca %nested, align 8
  %c = alloca swifterror ptr
  %d = alloca i8, i32 %n, align 16, addrspace(0)
  %e = alloca <vscale x 4 x i32>
  %l = load i32, ptr %p, align 4, !range !10, !noundef !0, !nontemporal !11
  %m = load volatile ptr, ptr addrspace(1) %q, align 8, !nonnull !0, !align !12, !dereferenceable !12
  %o = load atomic i32, ptr %p unordered, align 4
  %r = load atomic volatile i64, ptr %p syncscope("agent") acquire, align 8
  store i32 %n, ptr %p
  store volatile <4 x i32> zeroinitializer, ptr %p, align 16, !alias.scope !13, !noalias !13
  store atomic i32 1, ptr %p release, align 4
  store atomic volatile i32 1, ptr %p syncscope("singlethread") seq_cst, align 4
  fence acquire
  fence syncscope("agent") acq_rel
  %s = cmpxchg ptr %p, i32 0, i32 1 acq_rel monotonic
  %t = cmpxchg weak volatile ptr %p, i32 0, i32 %n syncscope("agent") seq_cst seq_cst, align 4
  %rmw.xchg = atomicrmw xchg ptr %p, i32 1 monotonic
  %rmw.add = atomicrmw volatile add ptr %p, i32 1 syncscope("agent") acquire, align 4
  %rmw.sub = atomicrmw sub ptr %p, i32 1 release
  %rmw.and = atomicrmw and ptr %p, i32 1 acq_rel
  %rmw.nand = atomicrmw nand ptr %p, i32 1 seq_cst
  %rmw.or = atomicrmw or ptr %p, i32 1 seq_cst
  %rmw.xor = atomicrmw xor ptr %p, i32 1 seq_cst
  %rmw.max = atomicrmw max ptr %p, i32 1 seq_cst
  %rmw.min = atomicrmw min ptr %p, i32 1 seq_cst
  %rmw.umax = atomicrmw umax ptr %p, i32 1 seq_cst
  %rmw.umin = atomicrmw umin ptr %p, i32 1 seq_cst
  %rmw.fadd = atomicrmw fadd ptr %p, float 1.0 seq_cst
  %rmw.fsub = atomicrmw fsub ptr %p, float 1.0 seq_cst
  %rmw.fmax = atomicrmw fmax ptr %p, float 1.0 seq_cst
  %rmw.fmin = atomicrmw fmin ptr %p, float 1.0 seq_cst
  %rmw.fmaximum = atomicrmw fmaximum ptr %p, float 1.0 seq_cst
  %rmw.fminimum = atomicrmw fminimum ptr %p, float 1.0 seq_cst
  %rmw.uinc = atomicrmw uinc_wrap ptr %p, i32 1 seq_cst
  %rmw.udec = atomicrmw udec_wrap ptr %p, i32 1 seq_cst
  %rmw.usub.cond = atomicrmw usub_cond ptr %p, i32 1 seq_cst
  %rmw.usub.sat = atomicrmw usub_sat ptr %p, i32 1 seq_cst
  ret void
}

define void @calls(ptr %f, i32 %n, token %t) {
  call void @declared()
  tail call void @declared() #0
  notail call void %f(i32 %n) "k"="v" nounwind
  musttail call void @calls(ptr %f, i32 %n, token %t)
  ret void
next:
  %a = call nnan fast float %f(float 1.0)
  %b = call noundef zeroext i8 %f(i8 signext 3, ptr nonnull align 8 dereferenceable(4) %f, <4 x i32> zeroinitializer)
  %c = call i32 (ptr, ...) @declared.attached(ptr byval(i32) align 4 %f, i32 1, double 2.0)
  %d = call ptr addrspace(0) %f()
  call addrspace(0) void %f()
  call cc 10 void %f()
  call ghccc void %f()
  call preserve_mostcc void %f()
  call void asm sideeffect alignstack inteldialect unwind "nop", "~{memory}"()
  %e = call i32 asm "mov $1, $0", "=r,r"(i32 %n)
  call void @llvm.foo(metadata i32 %n)
  call void @llvm.foo(metadata !"text")
  call void @llvm.foo(metadata !{!0, i32 7})
  call void @llvm.foo(metadata !DIArgList(i32 %n, i32 1))
  %g = call i32 @alias.function(), !dbg !20, !srcloc !11, !callees !{ptr @ctor, ptr @declared}, !future.kind !{!"x"}
  call void null()
  call void undef(i32 1)
  call void inttoptr (i64 4096 to ptr)()
  call void @declared() [ "deopt"(i32 1, float 2.0, ptr %f), "kcfi"(i32 3), "convergencectrl"(token %t), "clang.arc.attachedcall"(ptr @ctor) ]
  br label %next
}

define void @loops(i32 %n) {
entry:
  br label %head
head:
  %i = phi i32 [ 0, %entry ], [ %i.next, %head ]
  %f = phi fast float [ 1.0, %entry ], [ %f, %head ]
  %z = phi { i32, ptr } [ zeroinitializer, %entry ], [ { i32 1, ptr @i.decimal }, %head ]
  %i.next = add i32 %i, 1
  %c = icmp ult i32 %i.next, %n
  br i1 %c, label %head, label %exit, !prof !14, !llvm.loop !15
exit:
  ret void
  uselistorder i32 %i.next, { 1, 0 }
}

define void @debug(i32 %n, ptr %p) !dbg !21 {
  #dbg_declare(ptr %p, !23, !DIExpression(), !20)
    #dbg_value(i32 %n, !23, !DIExpression(DW_OP_plus_uconst, 3, DW_OP_stack_value), !20)
    #dbg_value(!DIArgList(i32 %n, i32 1), !23, !DIExpression(DW_OP_LLVM_arg, 0, DW_OP_LLVM_arg, 1, DW_OP_plus, DW_OP_LLVM_fragment, 0, 16), !20)
    #dbg_assign(i32 %n, !23, !DIExpression(), !24, ptr %p, !DIExpression(), !20)
    #dbg_label(!25, !20)
    #dbg_value(!{}, !23, !DIExpression(), !20)
  ret void, !dbg !20
}

define void @numbered(i32 %0, i32, i32 %2) {
  %4 = add i32 %0, %1
  br label %5
5:                                                ; preds = %3
  %6 = add i32 %2, %4
  ret void
}

; ---- Use-list orders ----
uselistorder ptr @ctor, { 3, 2, 1, 0 }
uselistorder_bb @terminators, %indirect, { 1, 0, 2, 3 }

; ---- Attributes ----
attributes #0 = { nounwind willreturn memory(none) "target-cpu"="x86-64" "frame-pointer"="all" align=16 alignstack=8 }
attributes #5 = { "bss-section"=".bss.odd" }

; ---- Metadata ----
!named = !{!0, !1, !2}
!llvm.module.flags = !{!3}
!odd.name-with.chars_$ = !{}
!esc\41ped = !{!0}
!0 = !{}
!1 = distinct !{!1, !"text with \22quotes\22 and \00 bytes", i32 7, null, ptr @i.decimal, !{!"inline", !0}}
!2 = !{<4 x i32> zeroinitializer, { i32, i8 } { i32 1, i8 2 }, [2 x i8] c"ab", float 1.0, i1 true, ptr null, i64 ptrtoint (ptr @i.decimal to i64)}
!3 = !{i32 1, !"wchar_size", i32 4}
!10 = !{i32 0, i32 10}
!11 = !{i32 1}
!12 = !{i64 8}
!13 = !{!16}
!14 = !{!"branch_weights", i32 1, i32 99}
!15 = distinct !{!15, !17}
!16 = distinct !{!16, !18, !"scope"}
!17 = !{!"llvm.loop.unroll.disable"}
!18 = distinct !{!18, !"domain"}
!20 = !DILocation(line: 1, column: 2, scope: !21, inlinedAt: !22, isImplicitCode: true, atomGroup: 1, atomRank: 2)
!21 = distinct !DISubprogram(name: "debug", linkageName: "_RNvdebug", scope: !30, file: !30, line: 1, type: !40, scopeLine: 2, flags: DIFlagPrototyped | DIFlagNoReturn, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !31, templateParams: !41, retainedNodes: !42, thrownTypes: !42, annotations: !42, targetFuncName: "target")
!22 = distinct !DILocation(line: 0, scope: !21)
!23 = !DILocalVariable(name: "n", arg: 1, scope: !21, file: !30, line: 3, type: !43, flags: DIFlagArtificial, align: 32, annotations: !42)
!24 = distinct !DIAssignID()
!25 = !DILabel(scope: !21, name: "label", file: !30, line: 4, column: 5, isArtificial: true, coroSuspendIdx: 1)
!30 = !DIFile(filename: "a.c", directory: "/", checksumkind: CSK_MD5, checksum: "000102030405060708090a0b0c0d0e0f", source: "int main;\0A")
!31 = distinct !DICompileUnit(language: DW_LANG_C99, file: !30, producer: "me", isOptimized: true, flags: "-O2", runtimeVersion: 2, splitDebugFilename: "a.dwo", emissionKind: FullDebug, enums: !44, retainedTypes: !45, globals: !46, imports: !47, macros: !48, dwoId: 1234, splitDebugInlining: false, debugInfoForProfiling: true, nameTableKind: GNU, rangesBaseAddress: true, sysroot: "/", sdk: "sdk")
!40 = !DISubroutineType(flags: DIFlagLValueReference, cc: DW_CC_normal, types: !49)
!41 = !{!DITemplateTypeParameter(name: "T", type: !43, defaulted: true), !DITemplateValueParameter(tag: DW_TAG_template_value_parameter, name: "N", type: !43, defaulted: false, value: i32 7)}
!42 = !{}
!43 = !DIBasicType(tag: DW_TAG_base_type, name: "int", size: 32, align: 32, encoding: DW_ATE_signed, num_extra_inhabitants: 3, flags: DIFlagBigEndian)
!44 = !{!50}
!45 = !{!51, !52, !53, !54, !55}
!46 = !{!56}
!47 = !{!57}
!48 = !{!58}
!49 = !{null, !43}
!50 = !DICompositeType(tag: DW_TAG_enumeration_type, name: "E", scope: null, file: !30, line: 1, baseType: !43, size: 32, align: 32, offset: 0, flags: DIFlagEnumClass, elements: !59, runtimeLang: DW_LANG_C_plus_plus, vtableHolder: null, templateParams: null, identifier: "id", discriminator: null, dataLocation: !DIExpression(), associated: !DIExpression(), allocated: !DIExpression(), rank: !DIExpression(), annotations: !42)
!51 = !DIDerivedType(tag: DW_TAG_member, name: "m", scope: !50, file: !30, line: 2, baseType: !43, size: 32, align: 32, offset: 64, flags: DIFlagBitField, extraData: i64 0, dwarfAddressSpace: 1, annotations: !42, ptrAuthKey: 1, ptrAuthIsAddressDiscriminated: true, ptrAuthExtraDiscriminator: 5, ptrAuthIsaPointer: false, ptrAuthAuthenticatesNullValues: true)
!52 = !DIStringType(name: "s", stringLength: !23, stringLengthExpression: !DIExpression(), stringLocationExpression: !DIExpression(), size: 8, align: 8, encoding: DW_ATE_ASCII)
!53 = !DICompositeType(tag: DW_TAG_array_type, baseType: !43, size: 64, elements: !60)
!54 = distinct !DICompositeType(tag: DW_TAG_variant_part, scope: !50, file: !30, size: 8, elements: !42, discriminator: !51)
!55 = !DISubrangeType(name: "r", file: !30, line: 3, size: 8, align: 8, flags: DIFlagPublic, baseType: !43, lowerBound: i64 1, upperBound: i64 5, stride: i64 1, bias: i64 1)
!56 = !DIGlobalVariableExpression(var: !61, expr: !DIExpression(DW_OP_constu, 3, DW_OP_stack_value))
!57 = !DIImportedEntity(tag: DW_TAG_imported_module, name: "n", scope: !31, entity: !62, file: !30, line: 1, elements: !42)
!58 = !DIMacroFile(type: DW_MACINFO_start_file, line: 1, file: !30, nodes: !63)
!59 = !{!DIEnumerator(name: "A", value: -1, isUnsigned: false), !DIEnumerator(name: "B", value: 340282366920938463463374607431768211455, isUnsigned: true)}
!60 = !{!DISubrange(count: 5, lowerBound: -1), !DISubrange(count: !23, lowerBound: !DIExpression(), upperBound: i64 2, stride: !23), !DIGenericSubrange(lowerBound: !DIExpression(), upperBound: !23, stride: !DIExpression()), !DISubrange(count: -1)}
!61 = distinct !DIGlobalVariable(name: "g", linkageName: "g", scope: !31, file: !30, line: 1, type: !43, isLocal: true, isDefinition: true, declaration: !64, templateParams: !42, align: 8, annotations: !42)
!62 = !DIModule(scope: null, name: "M", configMacros: "-D", includePath: "/", apinotes: "n", file: !30, line: 1, isDecl: true)
!63 = !{!DIMacro(type: DW_MACINFO_define, line: 1, name: "X", value: "1")}
!64 = !DIDerivedType(tag: DW_TAG_pointer_type, baseType: null, size: 64, extraData: !42)
!65 = !DINamespace(name: "ns", scope: null, exportSymbols: true)
!66 = distinct !DILexicalBlock(scope: !21, file: !30, line: 1, column: 2)
!67 = !DILexicalBlockFile(scope: !66, file: !30, discriminator: 3)
!68 = !DICommonBlock(scope: !21, declaration: !61, name: "c", file: !30, line: 1)
!69 = !DIObjCProperty(name: "p", file: !30, line: 1, setter: "s", getter: "g", attributes: 7, type: !43)
!70 = !GenericDINode(tag: DW_TAG_member, header: "h", operands: {!0, null, !1})
!71 = !GenericDINode(tag: 255)
!72 = !DIExpression(DW_OP_LLVM_convert, 16, DW_ATE_signed, DW_OP_LLVM_tag_offset, 1, DW_OP_LLVM_entry_value, 1, DW_OP_LLVM_extract_bits_sext, 0, 8)
!73 = !DIFixedPointType(name: "f", size: 32, align: 32, encoding: DW_ATE_signed_fixed, kind: Rational, numerator: 1, denominator: 234)
!74 = !DIFixedPointType(name: "f", size: 32, encoding: DW_ATE_unsigned_fixed, kind: Binary, factor: -4)

; ---- Summary ----
^0 = module: (path: "language.ll", hash: (0, 1, 2, 3, 4))
^1 = gv: (name: "ctor", summaries: (function: (module: ^0, flags: (linkage: external, visibility: default, notEligibleToImport: 0, live: 0, dsoLocal: 0, canAutoHide: 0, importType: definition, noRenameOnPromotion: 0), insts: 1, funcFlags: (readNone: 1, readOnly: 0, noRecurse: 1, returnDoesNotAlias: 0, noInline: 0, alwaysInline: 0, noUnwind: 1, mayThrow: 0, hasUnknownCall: 0, mustBeUnreachable: 0)))) ; guid = 7004155349499253778
^2 = blockcount: 9
