# SPDX-License-Identifier: GPL-3.0-or-later
# Every outside library, once, with the reason it is here. packaging/THIRD_PARTY.md says more.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

find_package(nlohmann_json REQUIRED)
find_package(tl-expected REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(CURL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(SQLiteCpp REQUIRED)
pkg_check_modules(PCRE2 REQUIRED IMPORTED_TARGET libpcre2-8)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
# Formats of others; without one of them its files are refused in a sentence that names the library.
pkg_check_modules(ZSTD IMPORTED_TARGET libzstd)
# Tests only, and never in a program that links libtorch: its protobuf and libtorch's end the process together.
pkg_check_modules(SENTENCEPIECE IMPORTED_TARGET sentencepiece)
find_package(Arrow QUIET)
find_package(Parquet QUIET)
add_feature_info(".zst data sets" ZSTD_FOUND "libzstd")
add_feature_info("SentencePiece reference" SENTENCEPIECE_FOUND "a test compares our reader of tokenizer.model with libsentencepiece")
add_feature_info("Parquet data sets" Parquet_FOUND "Apache Arrow's C++ library, which Debian has not")
pkg_check_modules(HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib)  # tests only: plays the judges' servers
include(SaferscopeTorch)

set_package_properties(nlohmann_json PROPERTIES PURPOSE "JSON: configurations, run events, data sets")
set_package_properties(tl-expected PROPERTIES PURPOSE "result values (std::expected is C++23)")
set_package_properties(spdlog PROPERTIES PURPOSE "logs")
set_package_properties(CLI11 PROPERTIES PURPOSE "command line of safer")
set_package_properties(ZLIB PROPERTIES PURPOSE ".gz data sets")
set_package_properties(OpenSSL PROPERTIES PURPOSE "SHA-256 of contents")
set_package_properties(CURL PROPERTIES PURPOSE "asking LLM judges over HTTPS")
set_package_properties(SQLiteCpp PROPERTIES PURPOSE "the workspace database")
set_package_properties(Torch PROPERTIES PURPOSE "reward models and sparse autoencoders")

# libtorch is one interface target whatever its origin: Debian's package or an official archive in CMAKE_PREFIX_PATH.
add_library(saferscope_torch INTERFACE)
target_link_libraries(saferscope_torch INTERFACE ${TORCH_LIBRARIES})
target_include_directories(saferscope_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})
separate_arguments(SAFERSCOPE_TORCH_FLAGS UNIX_COMMAND "${TORCH_CXX_FLAGS}")
# -fPIC also in executables: the precompiled header they share with the libraries is compiled so.
target_compile_options(saferscope_torch INTERFACE ${SAFERSCOPE_TORCH_FLAGS} -fPIC)

# Several processes train one model through libtorch's process groups (c10d) and Gloo. A libtorch may be built without,
# and Gloo's headers are a package of their own: what counts is whether a group compiles and links.
option(SAFERSCOPE_DISTRIBUTED "Train on several processes where libtorch has c10d and Gloo" ON)
find_path(SAFERSCOPE_GLOO_INCLUDE_DIR gloo/transport/device.h HINTS ${TORCH_INCLUDE_DIRS})
mark_as_advanced(SAFERSCOPE_GLOO_INCLUDE_DIR)
set(SAFERSCOPE_HAVE_C10D OFF)
if(SAFERSCOPE_DISTRIBUTED AND SAFERSCOPE_GLOO_INCLUDE_DIR)
  include(CheckCXXSourceCompiles)
  set(CMAKE_REQUIRED_LIBRARIES ${TORCH_LIBRARIES})
  set(CMAKE_REQUIRED_INCLUDES ${TORCH_INCLUDE_DIRS})
  set(CMAKE_REQUIRED_FLAGS "${TORCH_CXX_FLAGS} -fPIC")
  check_cxx_source_compiles("
    #include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
    #include <torch/csrc/distributed/c10d/TCPStore.hpp>
    int main() {
      auto store = c10::make_intrusive<c10d::TCPStore>(\"127.0.0.1\", c10d::TCPStoreOptions{});
      auto group = c10::make_intrusive<c10d::ProcessGroupGloo>(store, 0, 1);
      return group->getRank();
    }" SAFERSCOPE_C10D_COMPILES)
  unset(CMAKE_REQUIRED_LIBRARIES)
  unset(CMAKE_REQUIRED_INCLUDES)
  unset(CMAKE_REQUIRED_FLAGS)
  set(SAFERSCOPE_HAVE_C10D ${SAFERSCOPE_C10D_COMPILES})
endif()
add_feature_info("distributed training" SAFERSCOPE_HAVE_C10D
  "train-rm --ranks and torchrun; needs a libtorch with c10d and Gloo's headers (Debian: libgloo-dev)")

# oneDNN multiplies by packed weights. It has to be the very library that libtorch links: an official libtorch has its
# own inside, and a second one beside it would fight for the same symbols.
option(SAFERSCOPE_ONEDNN "Pack weights for the CPU's products with oneDNN where libtorch links it" ON)
set(SAFERSCOPE_HAVE_ONEDNN OFF)
find_path(SAFERSCOPE_ONEDNN_INCLUDE_DIR dnnl.hpp)
find_library(SAFERSCOPE_ONEDNN_LIBRARY dnnl)
find_program(SAFERSCOPE_READELF readelf)
mark_as_advanced(SAFERSCOPE_ONEDNN_INCLUDE_DIR SAFERSCOPE_ONEDNN_LIBRARY SAFERSCOPE_READELF)
if(SAFERSCOPE_ONEDNN AND SAFERSCOPE_READELF AND SAFERSCOPE_ONEDNN_INCLUDE_DIR AND SAFERSCOPE_ONEDNN_LIBRARY AND TARGET torch_cpu)
  get_target_property(torch_cpu_file torch_cpu LOCATION)
  execute_process(COMMAND ${SAFERSCOPE_READELF} -d ${torch_cpu_file} OUTPUT_VARIABLE torch_cpu_needs ERROR_QUIET)
  if(torch_cpu_needs MATCHES "NEEDED[^\n]*libdnnl")
    set(SAFERSCOPE_HAVE_ONEDNN ON)
    add_library(saferscope_onednn INTERFACE)
    target_include_directories(saferscope_onednn SYSTEM INTERFACE ${SAFERSCOPE_ONEDNN_INCLUDE_DIR})
    target_link_libraries(saferscope_onednn INTERFACE ${SAFERSCOPE_ONEDNN_LIBRARY})
  endif()
  unset(torch_cpu_file)
  unset(torch_cpu_needs)
endif()
add_feature_info("packed weights" SAFERSCOPE_HAVE_ONEDNN
  "faster products of large models on the CPU; needs the headers of the oneDNN that libtorch links (Debian: libdnnl-dev)")

if(SAFERSCOPE_GUI)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets PrintSupport Svg Test LinguistTools)
  find_package(QCustomPlotQt6 REQUIRED)
  find_package(Qt6Keychain)
  set_package_properties(Qt6 PROPERTIES PURPOSE "the window")
  set_package_properties(QCustomPlotQt6 PROPERTIES PURPOSE "charts")
  set_package_properties(Qt6Keychain PROPERTIES TYPE RECOMMENDED PURPOSE "judges' API keys in the system's keyring")
  add_feature_info("system keyring" Qt6Keychain_FOUND
    "keeps judges' API keys; without it the window asks for them in every session")
endif()
