// The entities of an LLVM IR module, each parsed on its own.
//
// Every decision is made by one token of lookahead (a test holds that): the generated parser is then plain recursive
// descent, its speed does not depend on what it has seen, and threads share no prediction state. Two things make that
// possible: entities are cut out of the token stream before they are parsed, and everything that is only a word
// (linkage, attribute, flag, ordering) goes through the one rule `attribute`.
//
// What a rule has found is in its labels; no tree of children is kept.
parser grammar LlvmIrParser;

options { tokenVocab = LlvmIrLexer; superClass = LightParser; contextSuperClass = LightContext; }

// ---- Entities ------------------------------------------------------------------------------------------------------

sourceFilename: SOURCE_FILENAME EQUALS text=STRING EOF;

targetLine: TARGET key=(TRIPLE | DATALAYOUT) EQUALS text=STRING EOF;

moduleAsm: MODULE ASM text=STRING EOF;

typeDefinition: name=LOCAL_NAME EQUALS TYPE (opaque=OPAQUE | definition=type) EOF;

comdat: name=COMDAT_NAME EQUALS keyword=WORD selection=WORD EOF;

attributeGroup: ATTRIBUTES group=ATTRIBUTE_GROUP EQUALS LBRACE attributes+=attribute* RBRACE EOF;

global:
    name=GLOBAL_NAME EQUALS qualifiers+=qualifier* (
        kind=(GLOBAL | CONSTANT) contents=type initializer=value?
        | kind=(ALIAS | IFUNC) contents=type COMMA (target=typedValue | untyped=constantExpression)
    ) (COMMA properties+=globalProperty)* attributes+=attribute* EOF;

globalProperty: keyword=(SECTION | PARTITION | CODE_MODEL) text=STRING | plain=attribute | attached=attachment;

// The importer reads a function piece by piece, which this puts together.
function: functionHead functionBody? EOF;

functionHead:
    kind=(DEFINE | DECLARE) early+=attachment* qualifiers+=qualifier* result=type name=GLOBAL_NAME
    LPAREN (parameters+=parameter (COMMA parameters+=parameter)*)? RPAREN
    properties+=functionProperty* attachments+=attachment*;

parameter: variadic=ELLIPSIS | plain=type attributes+=attribute* name=LOCAL_NAME?;

functionProperty:
    keyword=(SECTION | PARTITION | GC) text=STRING
    | constant=(PREFIX | PROLOGUE | PERSONALITY) operand=typedValue
    | plain=qualifier;

functionBody: LBRACE bodyItem* RBRACE;

bodyItem: label=LABEL | simple=instruction | record=debugRecord | useListOrder;

debugRecord:
    kind=DEBUG_RECORD LPAREN arguments+=metadataOperand (COMMA arguments+=metadataOperand)* RPAREN;

useListOrder:
    USELISTORDER typedValue COMMA indexList
    | USELISTORDER_BB GLOBAL_NAME COMMA LOCAL_NAME COMMA indexList;

indexList: LBRACE INTEGER (COMMA INTEGER)* RBRACE;

moduleUseListOrder: useListOrder EOF;

namedMetadata:
    name=METADATA_NAME EQUALS EXCLAMATION LBRACE (operands+=metadataOperand (COMMA operands+=metadataOperand)*)? RBRACE EOF;

metadataDefinition: number=METADATA_NUMBER EQUALS distinct=DISTINCT? node=metadataNode EOF;

summaryEntry: SUMMARY_ENTRY EQUALS summaryItem* EOF;

// An entry says again what the module says, for ThinLTO; only its brackets are checked.
summaryItem: LPAREN summaryItem* RPAREN | ~(LPAREN | RPAREN | INVALID);

// ---- Words ---------------------------------------------------------------------------------------------------------

qualifier: plain=attribute | ADDRSPACE open=LPAREN attributeArgument* close=RPAREN;

attribute:
    name=WORD (EQUALS number=INTEGER | open=LPAREN attributeArgument* close=RPAREN)?
    | name=(ALIGN | CC) (EQUALS? number=INTEGER | LPAREN number=INTEGER RPAREN)
    | key=STRING (EQUALS text=STRING)?
    | group=ATTRIBUTE_GROUP
    | keyword=VOLATILE;

attributeArgument: LPAREN attributeArgument* RPAREN | ~(LPAREN | RPAREN | INVALID);

// ---- Types ---------------------------------------------------------------------------------------------------------

// A function returns no function, so there is at most one suffix.
type: (keyword=VOID | isMetadata=METADATA | basic=valueType) suffix=functionSuffix?;

functionSuffix: LPAREN (parameters+=parameterType (COMMA parameters+=parameterType)*)? RPAREN;

parameterType: variadic=ELLIPSIS | plain=type;

// A type that a value can have: neither void nor metadata nor a function.
valueType:
    scalar=scalarType
    | composite=aggregateType;

scalarType:
    integer=INTEGER_TYPE
    | floating=(HALF | BFLOAT | FLOAT | DOUBLE | X86_FP80 | FP128 | PPC_FP128)
    | pointer=PTR (ADDRSPACE LPAREN space=INTEGER RPAREN)?
    | keyword=(LABEL_TYPE | TOKEN_TYPE | X86_AMX)
    | TARGET LPAREN targetName=STRING (COMMA targetParameters+=targetParameter)* RPAREN;

targetParameter: number=INTEGER | plain=type;

aggregateType: struct=structBody | unbraced=unbracedType;

unbracedType:
    named=LOCAL_NAME
    | LBRACKET count=INTEGER X element=type RBRACKET
    | LESS (packed=structBody | lanes=laneTypes) GREATER;

laneTypes: (scalable=VSCALE X)? count=INTEGER X element=type;

vectorType: LESS lanes=laneTypes GREATER;

structBody: LBRACE (elements+=type (COMMA elements+=type)*)? RBRACE;

// ---- Values --------------------------------------------------------------------------------------------------------

typedValue: valueIsOf=type content=value;

value:
    local=LOCAL_NAME
    | globalName=GLOBAL_NAME
    | integer=(INTEGER | HEX_INTEGER)
    | floating=(DECIMAL_FLOAT | HEX_FLOAT)
    | simple=(TRUE | FALSE | NULL | UNDEF | POISON | ZEROINITIALIZER | NONE)
    | characters=CHARACTERS
    | array=arrayConstant
    | struct=structConstant
    | LESS (packed=structConstant | lanes=vectorConstant) GREATER
    | SPLAT LPAREN splat=typedValue RPAREN
    | BLOCKADDRESS LPAREN blockFunction=GLOBAL_NAME COMMA block=LOCAL_NAME RPAREN
    | alternative=(DSO_LOCAL_EQUIVALENT | NO_CFI) globalName=GLOBAL_NAME
    | PTRAUTH LPAREN signed+=typedValue (COMMA signed+=typedValue)* RPAREN
    | assembly=inlineAsm
    | expression=constantExpression;

arrayConstant: LBRACKET (elements+=typedValue (COMMA elements+=typedValue)*)? RBRACKET;

structConstant: LBRACE (fields+=typedValue (COMMA fields+=typedValue)*)? RBRACE;

vectorConstant: elements+=scalarValue (COMMA elements+=scalarValue)*;

scalarValue: valueIsOf=scalarType content=value;

inlineAsm: ASM flags+=(WORD | UNWIND)* code=STRING COMMA constraints=STRING;

constantExpression:
    opcode=(
        TRUNC | ZEXT | SEXT | FPTRUNC | FPEXT | FPTOUI | FPTOSI | UITOFP | SITOFP | PTRTOINT | PTRTOADDR | INTTOPTR
        | BITCAST | ADDRSPACECAST
    ) flags+=expressionFlag* LPAREN operands+=typedValue TO target=type RPAREN
    | opcode=GETELEMENTPTR flags+=expressionFlag* LPAREN target=type (COMMA operands+=typedValue)* RPAREN
    | opcode=(
        ADD | SUB | MUL | SHL | LSHR | ASHR | AND | OR | XOR | UDIV | SDIV | UREM | SREM | EXTRACTELEMENT
        | INSERTELEMENT | SHUFFLEVECTOR | SELECT
    ) flags+=expressionFlag* LPAREN operands+=typedValue (COMMA operands+=typedValue)* RPAREN
    | opcode=(ICMP | FCMP) flags+=expressionFlag* LPAREN operands+=typedValue COMMA operands+=typedValue RPAREN;

expressionFlag: word=WORD | INRANGE LPAREN low=INTEGER COMMA high=INTEGER RPAREN;

// ---- Metadata ------------------------------------------------------------------------------------------------------

metadataNode: tuple=metadataTuple | specialised=specialisedNode;

metadataTuple: EXCLAMATION LBRACE (operands+=metadataOperand (COMMA operands+=metadataOperand)*)? RBRACE;

specialisedNode:
    kind=METADATA_NAME LPAREN (fields+=metadataField (COMMA fields+=metadataField)*)? RPAREN;

metadataField: name=LABEL? content=fieldValue;

fieldValue:
    operand=plainMetadata
    | words+=(WORD | TRUE | FALSE | NONE | DISTINCT | ALIAS | CONSTANT | GLOBAL | MODULE) (BAR words+=(WORD | NULL))*
    | number=(INTEGER | DECIMAL_FLOAT)
    | text=STRING
    | wrapped=unbracedValue
    | LBRACE braced=bracedValue;

// Behind a brace: a list of metadata, or a struct type and its value.
bracedValue:
    listed+=plainMetadata (COMMA listed+=plainMetadata)* RBRACE
    | (elements+=type (COMMA elements+=type)*)? RBRACE content=value?;

unbracedValue: (scalar=scalarType | unbraced=unbracedType) content=value;

metadataOperand: plain=plainMetadata | wrapped=typedValue;

plainMetadata:
    reference=METADATA_NUMBER
    | EXCLAMATION (text=STRING | LBRACE (elements+=metadataOperand (COMMA elements+=metadataOperand)*)? RBRACE)
    | specialised=specialisedNode
    | isNull=NULL;

attachment: kind=METADATA_NAME content=attachedNode;

attachedNode: reference=METADATA_NUMBER | specialised=specialisedNode | tuple=metadataTuple;

// ---- Instructions --------------------------------------------------------------------------------------------------

instruction: (result=LOCAL_NAME EQUALS)? body=operation (COMMA tails+=tail)*;

// What may follow behind a comma. Which of these an instruction takes is the importer's to check.
tail:
    plain=attribute
    | space=ADDRSPACE LPAREN INTEGER RPAREN
    | attached=attachment
    | index=INTEGER
    | incoming=phiIncoming
    | operand=tailValue;

// Types of further operands are scalars or vectors: array elements, lane numbers, masks.
tailValue: (scalar=scalarType | lanes=vectorType) content=value;

operation:
    control=terminator
    | calculation=binary
    | single=unary
    | comparison=compare
    | conversion=cast
    | access=memory
    | elements=elementPointer
    | joined=phi
    | choice=select
    | invocation=callOperation
    | aggregated=aggregate
    | lanes=vector
    | variadic=variadicArgument
    | landing=landingPad
    | pad=funclet;

terminator:
    opcode=RET (nothing=VOID | operand=firstClassValue)
    | opcode=BR (targets+=blockTarget | condition=conditionValue COMMA targets+=blockTarget COMMA targets+=blockTarget)
    | opcode=SWITCH operand=firstClassValue COMMA targets+=blockTarget LBRACKET cases+=switchCase* RBRACKET
    | opcode=INDIRECTBR operand=firstClassValue COMMA
        LBRACKET (targets+=blockTarget (COMMA targets+=blockTarget)*)? RBRACKET
    | opcode=UNREACHABLE
    | opcode=RESUME operand=firstClassValue
    | opcode=CLEANUPRET FROM pad=value UNWIND unwinding=unwindTarget
    | opcode=CATCHRET FROM pad=value TO targets+=blockTarget
    | opcode=CATCHSWITCH WITHIN pad=value LBRACKET targets+=blockTarget (COMMA targets+=blockTarget)* RBRACKET
        UNWIND unwinding=unwindTarget;

blockTarget: LABEL_TYPE block=LOCAL_NAME;

unwindTarget: toCaller=TO CALLER | target=blockTarget;

conditionValue: INTEGER_TYPE content=value;

switchCase: INTEGER_TYPE selector=value COMMA target=blockTarget;

// A typed value whose type is neither void nor metadata.
firstClassValue: valueIsOf=valueType content=value;

binary:
    opcode=(
        ADD | FADD | SUB | FSUB | MUL | FMUL | UDIV | SDIV | FDIV | UREM | SREM | FREM | SHL | LSHR | ASHR | AND | OR
        | XOR
    ) flags+=attribute* left=typedValue COMMA right=value;

unary: opcode=(FNEG | FREEZE) flags+=attribute* operand=typedValue;

compare: opcode=(ICMP | FCMP) flags+=compareWord* left=typedValue COMMA right=value;

compareWord: text=(WORD | TRUE | FALSE);

cast:
    opcode=(
        TRUNC | ZEXT | SEXT | FPTRUNC | FPEXT | FPTOUI | FPTOSI | UITOFP | SITOFP | PTRTOINT | PTRTOADDR | INTTOPTR
        | BITCAST | ADDRSPACECAST
    ) flags+=attribute* operand=typedValue TO target=type;

memory:
    opcode=ALLOCA flags+=attribute* allocated=type
    | opcode=LOAD flags+=attribute* allocated=type COMMA operands+=typedValue orderings+=attribute*
    | opcode=STORE flags+=attribute* operands+=typedValue COMMA operands+=typedValue orderings+=attribute*
    | opcode=FENCE flags+=attribute*
    | opcode=CMPXCHG flags+=attribute* operands+=typedValue COMMA operands+=typedValue COMMA operands+=typedValue
        orderings+=attribute*
    | opcode=ATOMICRMW isVolatile=VOLATILE? update=(WORD | ADD | SUB | AND | OR | XOR | FADD | FSUB)
        operands+=typedValue COMMA operands+=typedValue orderings+=attribute*;

elementPointer: opcode=GETELEMENTPTR flags+=expressionFlag* source=type COMMA base=typedValue;

phi: opcode=PHI flags+=attribute* valueIsOf=type first=phiIncoming;

phiIncoming: LBRACKET content=value COMMA block=LOCAL_NAME RBRACKET;

select:
    opcode=SELECT flags+=attribute* condition=typedValue COMMA ifTrue=typedValue COMMA ifFalse=typedValue;

callOperation:
    tailKind=(TAIL | MUSTTAIL | NOTAIL)? opcode=CALL invoked=callee
    | opcode=INVOKE invoked=callee TO normal=blockTarget UNWIND unwinding=blockTarget
    | opcode=CALLBR invoked=callee TO normal=blockTarget
        LBRACKET (others+=blockTarget (COMMA others+=blockTarget)*)? RBRACKET;

callee:
    qualifiers+=qualifier* result=type called=value LPAREN (arguments+=argument (COMMA arguments+=argument)*)? RPAREN
    attributes+=attribute* (LBRACKET (bundles+=bundle (COMMA bundles+=bundle)*)? RBRACKET)?;

argument:
    METADATA meta=metadataOperand
    | argumentType=valueType attributes+=attribute* content=value;

bundle: tag=STRING LPAREN (values+=bundleValue (COMMA values+=bundleValue)*)? RPAREN;

bundleValue: METADATA meta=metadataOperand | plain=firstClassValue;

aggregate:
    opcode=EXTRACTVALUE whole=typedValue
    | opcode=INSERTVALUE whole=typedValue COMMA element=typedValue;

vector:
    opcode=(EXTRACTELEMENT | INSERTELEMENT | SHUFFLEVECTOR) values+=typedValue COMMA values+=typedValue;

variadicArgument: opcode=VA_ARG list=typedValue COMMA requested=type;

landingPad: opcode=LANDINGPAD valueIsOf=type cleanup=CLEANUP? clauses+=landingClause*;

landingClause: keyword=(CATCH | FILTER) operand=typedValue;

funclet:
    opcode=(CATCHPAD | CLEANUPPAD) WITHIN parent=value LBRACKET (arguments+=argument (COMMA arguments+=argument)*)? RBRACKET;
