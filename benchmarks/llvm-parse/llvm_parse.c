/*
 * llvm_parse FILE.. THREADS WARM-UPS RUNS: how fast LLVM itself parses, in CPU time of the thread. Prints for each file
 * its name and MB/s by the median and by the best run; every thread parses the whole file on its own.
 *
 * A run is LLVMParseIRInContext on a buffer in memory; making the context and throwing module and context away are not
 * counted. As in llvm_counts.c, the few functions of LLVM's stable C API are declared here.
 */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct LLVMOpaqueContext *Context;
typedef struct LLVMOpaqueMemoryBuffer *Buffer;
typedef struct LLVMOpaqueModule *Module;

Context LLVMContextCreate(void);
void LLVMContextDispose(Context);
void LLVMDisposeModule(Module);
int LLVMCreateMemoryBufferWithContentsOfFile(const char *, Buffer *, char **);
Buffer LLVMCreateMemoryBufferWithMemoryRangeCopy(const char *, size_t, const char *);
const char *LLVMGetBufferStart(Buffer);
size_t LLVMGetBufferSize(Buffer);
void LLVMDisposeMemoryBuffer(Buffer);
int LLVMParseIRInContext(Context, Buffer, Module *, char **);

struct reading {
    const char *text;
    size_t size;
    long long nanos;
};

static void fail(const char *what, const char *why) {
    fprintf(stderr, "llvm_parse: %s: %s\n", what, why ? why : "unknown error");
    exit(1);
}

static long long thread_nanos(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static void *read_once(void *argument) {
    struct reading *reading = argument;
    char *error = NULL;
    Module module;
    Context context = LLVMContextCreate();
    Buffer buffer = LLVMCreateMemoryBufferWithMemoryRangeCopy(reading->text, reading->size, "input");
    long long begun = thread_nanos();
    if (LLVMParseIRInContext(context, buffer, &module, &error))
        fail("parse", error);
    reading->nanos = thread_nanos() - begun;
    LLVMDisposeModule(module);
    LLVMContextDispose(context);
    return NULL;
}

/* The CPU time of one reading, on average over threads that read at once. */
static long long nanos(Buffer text, int threads) {
    pthread_t ids[64];
    struct reading readings[64];
    long long sum = 0;
    for (int i = 0; i < threads; i++) {
        readings[i] = (struct reading){LLVMGetBufferStart(text), LLVMGetBufferSize(text), 0};
        if (pthread_create(&ids[i], NULL, read_once, &readings[i]))
            fail("thread", "cannot be started");
    }
    for (int i = 0; i < threads; i++) {
        pthread_join(ids[i], NULL);
        sum += readings[i].nanos;
    }
    return sum / threads;
}

static int ascending(const void *left, const void *right) {
    long long a = *(const long long *)left, b = *(const long long *)right;
    return (a > b) - (a < b);
}

int main(int argc, char **argv) {
    int files = argc - 4;
    if (files < 1)
        fail("usage", "llvm_parse FILE.. THREADS WARM-UPS RUNS");
    int threads = atoi(argv[files + 1]), warm_ups = atoi(argv[files + 2]), runs = atoi(argv[files + 3]);
    if (threads < 1 || threads > 64 || runs < 1)
        fail("usage", "1 to 64 threads, at least one run");
    long long *times = calloc((size_t)runs, sizeof *times);
    for (int f = 1; f <= files; f++) {
        char *error = NULL;
        Buffer text;
        if (LLVMCreateMemoryBufferWithContentsOfFile(argv[f], &text, &error))
            fail(argv[f], error);
        for (int i = 0; i < warm_ups; i++)
            nanos(text, threads);
        for (int i = 0; i < runs; i++)
            times[i] = nanos(text, threads);
        qsort(times, (size_t)runs, sizeof *times, ascending);
        double thousands = LLVMGetBufferSize(text) * 1e3; /* bytes per nanosecond to megabytes per second */
        printf("%s %.1f %.1f\n", argv[f], thousands / times[runs / 2], thousands / times[0]);
        LLVMDisposeMemoryBuffer(text);
    }
    free(times);
    return 0;
}
